import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Patient } from '../../src/doctor/diagnose.ts';
import { knownVariables } from '../../src/node/known-variables.ts';
import { erasing } from './erasing.ts';
import { type Surroundings, webhookSecret, writeKey } from './surroundings.ts';
import { unwell } from './unwell.ts';

/** A thing that somebody did wrong, and what the doctor must find. */
export interface Misconfiguration {
  readonly seeded: string;
  readonly variables?: Patient['variables'];
  readonly patient?: Partial<Patient>;
  readonly seed?: (surroundings: Surroundings) => void;
  /** Verdict and subject of all that is not ok. */
  readonly finds: readonly string[];
}

const openLetters = join(mkdtempSync(join(tmpdir(), 'letters-')), 'letters.jsonl');

export const misconfigurations: readonly Misconfiguration[] = [
  {
    seeded: 'the write key was forgotten',
    variables: { SEGMENT_WRITE_KEY: ' ' },
    finds: ['wrong SEGMENT_WRITE_KEY'],
  },
  {
    seeded: 'the write key was pasted with quotes around it',
    variables: { SEGMENT_WRITE_KEY: `"${writeKey}"` },
    finds: ['wrong SEGMENT_WRITE_KEY', 'warn write key', 'wrong source of the write key'],
  },
  {
    seeded: 'a variable has a misspelt name',
    variables: { SEGMENT_WRITE_KEY: undefined, SEGMENT_WRITEKEY: writeKey },
    finds: ['wrong SEGMENT_WRITE_KEY', 'warn SEGMENT_WRITEKEY'],
  },
  {
    seeded: 'the host has no scheme',
    variables: { SEGMENT_HOST: 'api.segment.io' },
    finds: ['wrong SEGMENT_HOST'],
  },
  {
    seeded: 'the host is that of the web application, which redirects',
    seed: ({ segment }) => segment.fail('/v1/batch', 302),
    finds: ['wrong Segment'],
  },
  {
    seeded: 'something that is not Segment answers 200 to everything',
    seed: ({ segment }) => segment.fail('/v1/batch', 200),
    finds: ['warn Segment'],
  },
  {
    seeded: 'the host cannot be reached',
    variables: { SEGMENT_HOST: 'https://nobody.example' },
    finds: ['wrong Segment'],
  },
  {
    seeded: 'hosts are asked without encryption, over the internet',
    variables: {
      SEGMENT_HOST: 'http://nobody.example',
      CTP_API_URL: 'http://nobody.example',
      CTP_AUTH_URL: 'http://203.0.113.7',
    },
    patient: { isOffline: true },
    finds: ['warn SEGMENT_HOST', 'warn CTP_API_URL', 'warn CTP_AUTH_URL'],
  },
  {
    seeded: 'the key is of another workspace',
    seed: ({ segment }) => segment.sources.splice(0),
    finds: ['wrong source of the write key'],
  },
  {
    seeded: 'the source was switched off',
    seed: ({ segment }) => segment.sources.splice(0, 2, { writeKeys: [writeKey], enabled: false }),
    finds: ['wrong source of the write key'],
  },
  {
    seeded: 'the token of the Public API is another',
    variables: { SEGMENT_PUBLIC_API_TOKEN: 'sgp-of-somebody-else' },
    finds: ['warn source of the write key'],
  },
  {
    seeded: 'the token of the Public API may not delete people, though a mapping asks for it',
    patient: { mappings: [erasing] },
    seed: ({ segment }) => segment.fail('/regulations', 403),
    finds: ['wrong deleting people'],
  },
  {
    seeded: 'the Public API is not well when it is asked about regulations',
    patient: { mappings: [erasing] },
    seed: ({ segment }) => segment.fail('/regulations', 503),
    finds: ['warn deleting people'],
  },
  {
    seeded: 'the token of the Public API has a blank in it',
    variables: { SEGMENT_PUBLIC_API_TOKEN: 'sgp 0f3a' },
    finds: ['wrong SEGMENT_PUBLIC_API_TOKEN'],
  },
  {
    seeded: 'half of the variables of commercetools are set',
    variables: { CTP_API_URL: undefined, CTP_SCOPES: '' },
    finds: ['wrong CTP_API_URL'],
  },
  {
    seeded: 'no variable of commercetools is set, though mappings fetch',
    variables: Object.fromEntries(
      knownVariables.flatMap((name) => (name.startsWith('CTP_') ? [[name, undefined]] : [])),
    ),
    finds: ['warn commercetools'],
  },
  {
    seeded: 'the secret of the API client is another',
    variables: { CTP_CLIENT_SECRET: 'cs-of-somebody-else' },
    finds: ['wrong commercetools'],
  },
  {
    seeded: 'the API client has fewer scopes than CTP_SCOPES',
    seed: ({ standIn }) =>
      standIn.fail('token', { status: 400, body: '{"statusCode":400,"error":"invalid_scope"}' }),
    finds: ['wrong commercetools'],
  },
  {
    seeded: 'the project key is that of another project',
    seed: ({ standIn }) => standIn.reset(),
    finds: ['wrong project'],
  },
  {
    seeded: 'the address of the API is that of a web page',
    seed: ({ standIn }) => standIn.put('/garden-shop', {}),
    finds: ['wrong project'],
  },
  {
    seeded: 'a proxy lets nobody to the API',
    seed: ({ standIn }) => standIn.fail('api', { status: 403, body: '<html>' }),
    finds: ['wrong project'],
  },
  {
    seeded: 'the scopes do not allow what a mapping fetches',
    variables: { CTP_SCOPES: 'view_customers:garden-shop' },
    finds: ['wrong scope view_orders:garden-shop', 'warn scope view_messages:garden-shop'],
  },
  {
    seeded: 'the API client may do everything',
    variables: { CTP_SCOPES: 'manage_project:garden-shop' },
    finds: ['warn scopes'],
  },
  {
    seeded: 'a deployment checks nobody',
    variables: { VERCEL: '1', WEBHOOK_SECRET: undefined, SEGMENT_PUBLIC_API_TOKEN: undefined },
    finds: ['wrong who may post'],
  },
  {
    seeded: 'nobody is checked, and people can be deleted',
    variables: { WEBHOOK_SECRET: undefined },
    finds: ['wrong who may post'],
  },
  {
    seeded: 'a secret has a comma in it, behind which a short one begins',
    variables: { WEBHOOK_SECRET: `${webhookSecret},k3y` },
    finds: ['warn who may post'],
  },
  {
    seeded: 'half of a check of callers is set',
    variables: { PUBSUB_SERVICE_ACCOUNT: 'push@garden-shop.iam.gserviceaccount.com' },
    finds: ['wrong PUBSUB_AUDIENCE'],
  },
  {
    seeded: 'a worker for Kafka has no topic',
    variables: { KAFKA_BROKERS: 'pkc-1.example.com:9092' },
    finds: ['wrong KAFKA_TOPIC'],
  },
  {
    seeded: 'Node is too old',
    patient: { node: { version: 'v18.20.4', engines: '20.x || 22.x || 24.x' } },
    finds: ['wrong Node'],
  },
  {
    seeded: 'a mapping has an error',
    patient: { issues: [{ severity: 'error', code: 'expression-syntax', message: 'of no matter here' }] },
    finds: ['wrong mappings'],
  },
  {
    seeded: 'the build is older than the mappings',
    patient: {
      buildTrouble: async () => 'it was built from other files (0a1b) than those that are here now (2c3d)',
    },
    finds: ['warn build'],
  },
  {
    seeded: 'dead letters go to a folder that is not there',
    variables: { DEAD_LETTER_FILE: join(import.meta.dirname, 'no-such-folder/letters.jsonl') },
    finds: ['wrong dead letters'],
  },
  {
    seeded: 'dead letters go to a file that everybody may read',
    variables: { DEAD_LETTER_FILE: openLetters },
    seed: () => {
      writeFileSync(openLetters, '');
      chmodSync(openLetters, 0o644);
    },
    finds: ['warn dead letters'],
  },
  {
    seeded: 'dead letters go to a file, on Vercel',
    variables: { VERCEL: '1', DEAD_LETTER_FILE: 'letters.jsonl' },
    finds: ['wrong dead letters'],
  },
  {
    seeded: 'what fails for good is acknowledged, and kept nowhere',
    variables: { ACK_PERMANENT_FAILURES: 'true' },
    finds: ['warn dead letters'],
  },
  {
    seeded: 'previews have a write key, and settings of a machine',
    variables: { VERCEL: '1', VERCEL_ENV: 'preview', PORT: '3000' },
    finds: ['warn Vercel', 'warn Vercel'],
  },
  ...unwell,
];
