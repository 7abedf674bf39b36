import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { diagnose, type Patient } from '../../src/doctor/diagnose.ts';
import { type Finding, findingText } from '../../src/doctor/finding.ts';
import { knownVariables } from '../../src/node/known-variables.ts';
import { mapper, workspace } from '../cli/workspace.ts';
import { clientSecret, type StandIn, startStandIn } from '../commercetools/lookup/stand-in.ts';
import { variablesRead } from '../docs/pages.ts';
import { publicApiToken, type SegmentApis, startSegmentApis } from './segment-apis.ts';

const writeKey = 'Wk7Qm2Zr9Tn4Xb6Vc1Lp8Sd3Gf5Hj0Ky';
const webhookSecret = 'wh-5c1e-not-a-real-one';

let standIn: StandIn;
let segment: SegmentApis;
/** Where nothing listens any more. */
let nobody: string;

/** Segment's hosts are these machines here; all else is asked where it says. */
const realFetch = globalThis.fetch;
const segmentHosts =
  /^https:\/\/(api\.segment\.io|events\.eu1\.segmentapis\.com|(eu1\.)?api\.segmentapis\.com)/;

beforeAll(async () => {
  const gone = await startSegmentApis();
  nobody = gone.url;
  await gone.close();
  [standIn, segment] = await Promise.all([startStandIn(), startSegmentApis()]);
  vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
    realFetch(url.replace(segmentHosts, segment.url).replace('https://nobody.example', nobody), init),
  );
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await Promise.all([standIn.close(), segment.close()]);
});
beforeEach(prepare);

function prepare(): void {
  standIn.reset();
  segment.reset();
  standIn.put('/garden-shop', { key: 'garden-shop' });
  segment.sources.push({ writeKeys: ['another'], enabled: false }, { writeKeys: [writeKey], enabled: true });
}

/** All is well. */
function healthy(): Patient {
  const { projectKey, clientId, apiUrl, authUrl } = standIn.settings;
  return {
    variables: {
      SEGMENT_WRITE_KEY: writeKey,
      SEGMENT_PUBLIC_API_TOKEN: publicApiToken,
      WEBHOOK_SECRET: webhookSecret,
      CTP_PROJECT_KEY: projectKey,
      CTP_CLIENT_ID: clientId,
      CTP_CLIENT_SECRET: clientSecret,
      CTP_API_URL: apiUrl,
      CTP_AUTH_URL: authUrl,
      CTP_SCOPES: `view_orders:${projectKey} view_customers:${projectKey} view_messages:${projectKey}`,
    },
    node: { version: 'v22.11.0', engines: '20.x || 22.x || 24.x' },
    mappings: [
      { name: 'customer.created' },
      { name: 'order.shipped', fetches: [{ kind: 'order' }, { kind: 'customer' }] },
    ],
    issues: [],
    buildTrouble: async () => undefined,
    isOffline: false,
  };
}

interface Case {
  /** What somebody did wrong. */
  readonly seeded: string;
  readonly variables?: Patient['variables'];
  readonly patient?: Partial<Patient>;
  readonly seed?: () => void;
  /** Verdict and subject of all that is not ok. */
  readonly finds: readonly string[];
}

/** A mapping that asks Segment to delete people. */
const erasing = { name: 'customer.erased', fields: [{ call: 'regulation' }] };

const cases: readonly Case[] = [
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
    seed: () => segment.fail('/v1/batch', 302),
    finds: ['wrong Segment'],
  },
  {
    seeded: 'something that is not Segment answers 200 to everything',
    seed: () => segment.fail('/v1/batch', 200),
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
    seed: () => segment.sources.splice(0),
    finds: ['wrong source of the write key'],
  },
  {
    seeded: 'the source was switched off',
    seed: () => segment.sources.splice(0, 2, { writeKeys: [writeKey], enabled: false }),
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
    seed: () => segment.fail('/regulations', 403),
    finds: ['wrong deleting people'],
  },
  {
    seeded: 'the Public API is not well when it is asked about regulations',
    patient: { mappings: [erasing] },
    seed: () => segment.fail('/regulations', 503),
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
    seed: () => standIn.fail('token', { status: 400, body: '{"statusCode":400,"error":"invalid_scope"}' }),
    finds: ['wrong commercetools'],
  },
  {
    seeded: 'the project key is that of another project',
    seed: () => standIn.reset(),
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
    variables: { VERCEL: '1', WEBHOOK_SECRET: undefined },
    finds: ['wrong who may post'],
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
];

function diagnoseSeeded({ seed, variables, patient }: Case): Promise<readonly Finding[]> {
  seed?.();
  const well = healthy();
  return diagnose({ ...well, variables: { ...well.variables, ...variables }, ...patient });
}

const notOk = (findings: readonly Finding[]) => findings.filter(({ verdict }) => verdict !== 'ok');

describe('doctor', () => {
  it('finds nothing where all is well, and sends Segment no call', async () => {
    const findings = await diagnose(healthy());
    const text = findings.map(findingText).join('\n');
    await expect(`${text}\n`).toMatchFileSnapshot('healthy.txt');
    expect(notOk(findings)).toEqual([]);
    expect(segment.requests).toEqual(['POST /v1/batch {"batch":[]}', 'GET /sources']);
    expect(standIn.requests()).toEqual(['POST /oauth/token', 'GET /garden-shop']);
  });

  it.each(cases)('where $seeded, it says what to do', async (one) => {
    const findings = await diagnoseSeeded(one);
    const found = notOk(findings);
    expect(found.map(({ verdict, about }) => `${verdict} ${about}`)).toEqual(one.finds);
    for (const { todo } of found) expect(todo).toMatch(/\w/);
    const all = findings.map(findingText).join('\n');
    const secrets = [writeKey, webhookSecret, clientSecret, publicApiToken, 'somebody-else', 'push@'];
    for (const secret of secrets) expect(all).not.toContain(secret);
  });

  it('has these words for them', async () => {
    const told: string[] = [];
    for (const one of cases) {
      prepare();
      const words = notOk(await diagnoseSeeded(one)).map(findingText);
      told.push(`Where ${one.seeded}:\n${words.join('\n')}\n`);
    }
    await expect(told.join('\n')).toMatchFileSnapshot('misconfigurations.txt');
  });

  it('finds nothing wrong with a token that may delete people and nothing else', async () => {
    segment.fail('/sources', 403);
    const findings = await diagnose({ ...healthy(), mappings: [erasing] });
    expect(notOk(findings)).toEqual([]);
    const words =
      'source of the write key: not looked up: the token may ask for deletions, and not for sources';
    expect(findings.map(findingText).join('\n')).toContain(words);
  });

  it.each([
    [publicApiToken, 'the token may see what was deleted'],
    [' ', 'off, as SEGMENT_PUBLIC_API_TOKEN is not set; what asks for it is skipped: customer.erased'],
  ])('says whether people are deleted', async (token, words) => {
    const well = healthy();
    const variables = { ...well.variables, SEGMENT_PUBLIC_API_TOKEN: token };
    const findings = await diagnose({ ...well, variables, mappings: [erasing] });
    expect(notOk(findings)).toEqual([]);
    expect(findings.map(findingText).join('\n')).toContain(`deleting people: ${words}`);
    expect(segment.requests.some((one) => one.startsWith('POST /regulations'))).toBe(false);
  });

  it('finds a source on a later page', async () => {
    const others = Array.from({ length: 450 }, (_, index) => ({
      writeKeys: [`key-${index}`],
      enabled: true,
    }));
    segment.sources.unshift(...others);
    expect(notOk(await diagnose(healthy()))).toEqual([]);
    expect(segment.requests.filter((one) => one === 'GET /sources')).toHaveLength(3);
  });

  it('knows every variable that is read', () => {
    expect(knownVariables.toSorted()).toEqual([...variablesRead()].toSorted());
  });
});

describe('mapper doctor', () => {
  it('ends with 1 where something is wrong, with 0 where nothing is', async () => {
    const { mapperIn } = await workspace(['CustomerCreated']);
    const wrong = await mapperIn({}, 'doctor', '--offline');
    expect(wrong).toMatchObject({ code: 1, stderr: '' });
    expect(wrong.stdout).toContain('\n1 wrong, 1 warning\n');
    const env = { SEGMENT_WRITE_KEY: writeKey, WEBHOOK_SECRET: webhookSecret };
    const fine = await mapperIn(env, 'doctor', '--offline', '--json');
    expect(fine).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(fine.stdout)).toMatchObject({ isFine: true });
  });

  it('takes no names', async () => {
    expect(await mapper(['doctor', 'who'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'doctor: takes no names; it looks at everything\n',
    });
  });
});
