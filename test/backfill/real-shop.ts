import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiSettings } from '../../src/commercetools/lookup/settings.ts';
import { ownMappings } from '../by-email.ts';
import { linkSchemas } from '../linked-schemas.ts';
import { writeKey } from '../webhook/harness.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The environment of a command that reads from a shop and sends to a receiver. */
export function environmentFor(
  { settings }: { readonly settings: ApiSettings },
  host: string,
): Readonly<Record<string, string>> {
  return {
    SEGMENT_WRITE_KEY: writeKey,
    SEGMENT_HOST: host,
    CTP_PROJECT_KEY: settings.projectKey,
    CTP_CLIENT_ID: settings.clientId,
    CTP_CLIENT_SECRET: settings.clientSecret,
    CTP_API_URL: settings.apiUrl,
    CTP_AUTH_URL: settings.authUrl,
    CTP_SCOPES: settings.scopes.join(' '),
  };
}

/** What each of these mappings listens to. */
const typesOf = {
  'customer.created': /^CustomerCreated$/,
  'order.completed': /^OrderCreated/,
} as const;

type Small = keyof typeof typesOf;

/** A project with no other mappings than those of what is backfilled, so that it is compiled in a moment. */
export async function smallProject(
  mappings: readonly Small[] = ['customer.created', 'order.completed'],
): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'backfill-project-'));
  const isWanted = (path: string) => {
    const type = /^schemas.commercetools.(\w+)\.schema\.json$/.exec(path)?.[1] ?? 'definitions';
    return type === 'definitions' || mappings.some((name) => typesOf[name].test(type));
  };
  linkSchemas(root, isWanted);
  for (const folder of ['mappings/shared', 'mappings/tables'])
    await cp(folder, join(root, folder), { recursive: true });
  const { shared, mappings: all } = await ownMappings();
  const wanted = mappings.map((name) => `mappings/${name}.yaml`);
  for (const { path, text } of [...(shared?.files ?? []), ...all.filter((one) => wanted.includes(one.path))])
    await writeFile(join(root, path), text);
  return root;
}

/** A folder of its own for the files of a run. */
export async function runFiles() {
  const folder = await mkdtemp(join(tmpdir(), 'backfill-'));
  const checkpoint = join(folder, 'checkpoint.json');
  const deadLetters = join(folder, 'dead.jsonl');
  const text = (path: string) => readFile(path, 'utf8').catch(() => '');
  return {
    folder,
    checkpoint,
    deadLetters,
    text,
    options: ['--checkpoint', checkpoint, '--dead-letters', deadLetters],
    letters: async () => linesIn(await text(deadLetters)),
    reached: async (): Promise<Fields> => JSON.parse(await text(checkpoint)) as Fields,
  };
}

export function linesIn(text: string): readonly Fields[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Fields);
}
