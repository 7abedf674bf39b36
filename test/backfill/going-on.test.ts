import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mapper } from '../cli/workspace.ts';
import { openShop } from './open-shop.ts';
import { environmentFor, linesIn, runFiles } from './real-shop.ts';
import { customerAt, many } from './shop.ts';

const timeout = 60_000;
const { api, receiver, root } = await openShop(['customer.created']);

/** A backfill of ten customers whose files stay. */
async function tenCustomers() {
  api.list('/customers', many(10, customerAt));
  const files = await runFiles();
  const run = async (...args: readonly string[]) => {
    const given = ['backfill', 'customers', '--root', root, ...args];
    const { code, stdout, stderr } = await mapper(given, { env: environmentFor(api, receiver.url) });
    return { code, summary: linesIn(stdout)[0], stderr: stderr.replaceAll(files.folder, 'FOLDER') };
  };
  return { ...files, run };
}

test(
  'mappings that changed between two runs are told of, once',
  async () => {
    const { run, options, reached } = await tenCustomers();
    expect(await run('--limit', '4', ...options)).toMatchObject({ code: 0, stderr: '' });
    const { mappings: before } = (await reached()) as { readonly mappings: object };
    expect(Object.keys(before)).toEqual(['customer.created']);
    expect(await run('--limit', '3', ...options)).toMatchObject({ summary: { sent: 3 }, stderr: '' });

    await appendFile(join(root, 'mappings/customer.created.yaml'), '# changed\n');
    const changed = await run('--limit', '1', ...options);
    expect(changed).toMatchObject({ code: 0, summary: { sent: 1 } });
    expect(changed.stderr).toMatchInlineSnapshot(`
      "backfill: changed since FOLDER/checkpoint.json was begun: customer.created. What is done went by what was then, the rest goes by what is now. To send all anew, delete the checkpoint; but Segment drops what it has had in the last 24 hours
      "
    `);
    expect(await run(...options)).toMatchObject({ code: 0, summary: { sent: 2 }, stderr: '' });
    expect(receiver.calls().map(({ duplicates }) => duplicates)).toEqual(Array(10).fill(0));
    expect(await reached()).toMatchObject({ isComplete: true });
  },
  timeout,
);

test(
  'a dry run counts what is left, and leaves the checkpoint as it is',
  async () => {
    const { run, options, checkpoint } = await tenCustomers();
    await run('--limit', '4', ...options);
    const before = await readFile(checkpoint, 'utf8');
    expect(await run('--dry-run', ...options)).toMatchObject({ summary: { dryRun: true, sent: 6 } });
    expect(await readFile(checkpoint, 'utf8')).toBe(before);
    expect(receiver.calls()).toHaveLength(4);
  },
  timeout,
);

test(
  'what one Segment has had, another one has not',
  async () => {
    const { run, options, folder } = await tenCustomers();
    await run('--limit', '4', ...options);
    const other = receiver.url.replace('127.0.0.1', 'localhost');
    const env = environmentFor(api, other);
    const { code, stderr } = await mapper(['backfill', 'customers', '--root', root, ...options], { env });
    expect([code, stderr.replace(folder, 'FOLDER')]).toEqual([
      2,
      `backfill: FOLDER/checkpoint.json is of another run (host: "${receiver.url}" there, "${other}" here): name another file, or delete it to begin anew\n`,
    ]);
  },
  timeout,
);

test(
  'files that cannot be used are named before anything is sent',
  async () => {
    const { run, options, folder, checkpoint, reached } = await tenCustomers();
    const isFolder = await run('--checkpoint', folder);
    await mkdir(join(folder, 'letters'));
    const letters = await run('--dead-letters', join(folder, 'letters'));
    const nowhere = await run('--dead-letters', join(folder, 'none', 'dead.jsonl'));
    // Nothing is behind an id that is none, and the run would be done.
    await run('--limit', '1', ...options);
    await writeFile(checkpoint, JSON.stringify({ ...(await reached()), after: { line: 1 } }));
    const noPlace = await run(...options);
    expect(
      [isFolder, letters, nowhere, noPlace].map(({ code, stderr }) => [code, stderr]),
    ).toMatchInlineSnapshot(`
      [
        [
          2,
          "backfill: FOLDER cannot be read or written (EISDIR)
      ",
        ],
        [
          2,
          "backfill: dead letters cannot be written to FOLDER/letters (EISDIR); name another file with --dead-letters, or mend DEAD_LETTER_FILE
      ",
        ],
        [
          2,
          "backfill: dead letters cannot be written to FOLDER/none/dead.jsonl (ENOENT); name another file with --dead-letters, or mend DEAD_LETTER_FILE
      ",
        ],
        [
          2,
          "backfill: the checkpoint does not say behind which id to go on: delete it to begin anew
      ",
        ],
      ]
    `);
    expect(receiver.calls()).toHaveLength(1);
  },
  timeout,
);

test(
  'what fails again is where the environment says, else beside the checkpoint, else beside the file',
  async () => {
    const { folder, checkpoint, text } = await runFiles();
    const path = join(folder, 'export.jsonl');
    const named = join(folder, 'letters.jsonl');
    await writeFile(path, '{"hello":"world"}\n');
    for (const [variable, options, where] of [
      [named, ['--checkpoint', `${checkpoint}.first`], named],
      [undefined, ['--checkpoint', checkpoint], `${checkpoint}.dead-letters.jsonl`],
      [undefined, [], `${path}.dead-letters.jsonl`],
    ] as const) {
      const env = { ...environmentFor(api, receiver.url), DEAD_LETTER_FILE: variable };
      expect((await mapper(['replay', path, ...options, '--root', root], { env })).code).toBe(1);
      expect(linesIn(await text(where))).toMatchObject([{ body: '{"hello":"world"}' }]);
    }
  },
  timeout,
);
