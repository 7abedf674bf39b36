import { cp, mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StandIn } from '../commercetools/lookup/stand-in.ts';
import { writeKey } from '../webhook/harness.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The environment of a command that reads from the stand-in and sends to a receiver. */
export function environmentFor({ settings }: StandIn, host: string): Readonly<Record<string, string>> {
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

/** A project with no other mappings than those of what is backfilled, so that it is compiled in a moment. */
export async function smallProject(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'backfill-project-'));
  const isWanted = (path: string) => {
    const type = /^schemas.commercetools.(\w+)\.schema\.json$/.exec(path)?.[1] ?? 'definitions';
    return /^(definitions|CustomerCreated|OrderCreated.*)$/.test(type);
  };
  await cp('schemas', join(root, 'schemas'), { recursive: true, filter: isWanted });
  for (const folder of ['mappings/shared', 'mappings/tables'])
    await cp(folder, join(root, folder), { recursive: true });
  const files = (await readdir('mappings')).filter((file) =>
    /^(customer\.created|order\.completed)\./.test(file),
  );
  for (const file of files) await cp(join('mappings', file), join(root, 'mappings', file));
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
