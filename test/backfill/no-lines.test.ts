import { spawnSync } from 'node:child_process';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { linesSource } from '../../src/backfill/lines-source.ts';
import { noLines } from '../../src/backfill/no-lines.ts';
import { isOpenAs, linesIn } from '../../src/node/lines-of.ts';
import { mapper } from '../cli/workspace.ts';
import { writeKey } from '../webhook/harness.ts';
import { smallProject } from './real-shop.ts';

async function* piecesOf(...pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

async function all<Value>(source: AsyncIterable<Value>): Promise<readonly Value[]> {
  const came: Value[] = [];
  for await (const one of source) came.push(one);
  return came;
}

test.each([
  [
    'compressed',
    gzipSync('{"notificationType":"Message"}\n'),
    /^this is a compressed file: unpack it first, .*gunzip/,
  ],
  ['in an archive', Buffer.from('PK\u0003\u0004…'), /^this is a compressed file/],
  ['of PowerShell', Buffer.from('\ufeff{}\r\n', 'utf16le'), /looks like UTF-16: convert it first/],
  ['UTF-16 without its mark', Buffer.from('{}\n', 'utf16le'), /looks like UTF-16/],
  ['of several lines', Buffer.from('{\n}\n'), /^a line holds the beginning of JSON/],
])('a file that is %s is said to be so, and nothing of it is read', async (_, bytes, detail) => {
  const lines = linesIn(piecesOf(bytes));
  expect(await all(linesSource({ lines, longest: 100 }))).toEqual([
    { reason: 'usage', detail: expect.stringMatching(detail) },
  ]);
});

test('a line that no memory holds is not gathered to its end', async () => {
  let given = 0;
  const endless = async function* () {
    for (;;) yield Buffer.alloc(++given, 'x');
  };
  expect(await all(linesIn(endless(), 10))).toEqual(['x'.repeat(10)]);
  expect(given).toBe(4);
});

test('nor is its beginning taken for a record', () => {
  expect(noLines('€€€', { line: 2, longest: 10 })).toMatchObject({
    detail: expect.stringMatching(/^a line has more than .* MB/),
  });
  expect(noLines('€€', { line: 2, longest: 10 })).toBeUndefined();
});

test('a dead letter of a body that was too deep is one that fails again, and ends nothing', async () => {
  const body = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const letter = { failedAt: '2026-06-01T12:00:00.000Z', failure: { code: 'not-json', detail: 'x' }, body };
  const lines = linesIn(piecesOf(Buffer.from(`${JSON.stringify(letter)}\n{}\n`)));
  expect(await all(linesSource({ lines, longest: 1_000_000 }))).toMatchObject([
    { came: { body, failure: { code: 'not-a-delivery' } }, position: { line: 1 } },
    { came: { body: '{}' }, position: { line: 2 } },
  ]);
});

test('half a line is no broken one: a run goes on behind the one before, once it is whole', async () => {
  const half = (text: string) => linesSource({ lines: linesIn(piecesOf(Buffer.from(text))), longest: 1_000 });
  const [first, ...rest] = await all(half('{"a":1}\r\n{"failedAt":"2026-06'));
  expect(first).toMatchObject({ position: { line: 1 } });
  expect(rest).toEqual([
    { reason: 'ended', detail: expect.stringMatching(/^line 2, the last one, breaks off: /) },
  ]);
  expect(await all(half('{"a":1}\n{"b":2}'))).toMatchObject([first, { position: { line: 2 } }]);
  expect(await all(half('{"a":1}\n{"b":\n'))).toMatchObject([first, { came: { body: '{"b":' } }]);
});

test('where nothing more can be read, it is told what was done until then', async () => {
  const root = await smallProject();
  const stdinLines = async function* () {
    yield '{}\n';
    throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
  };
  const told = await mapper(['replay', '-', '--dry-run', '--root', root], { env: {}, stdinLines });
  await rm(root, { recursive: true });
  expect([told.code, JSON.parse(told.stdout)]).toMatchObject([3, { ending: 'broken', read: 1, failed: 1 }]);
  expect(told.stderr).toBe(
    'replay: what is behind line 1 cannot be read (EIO); nothing is lost: mend that, and run the same command again\n',
  );
});

test('a folder as stdin is refused: it would be read as nothing, and all would seem done', async () => {
  const root = await smallProject();
  const folder = await open(root);
  const args = ['--import', 'tsx', 'src/cli/mapper.ts', 'replay', '-', '--dry-run', '--root', root];
  const told = spawnSync(process.execPath, args, { stdio: [folder.fd, 'ignore', 'pipe'], encoding: 'utf8' });
  await folder.close();
  await rm(root, { recursive: true });
  expect([told.status, told.stderr]).toEqual([2, 'replay: stdin cannot be read or written (EISDIR)\n']);
});

test('what stdin reads is written to by nobody: it would have no end', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'replay-')), 'dead.jsonl');
  await writeFile(path, 'not JSON\n');
  const file = await open(path);
  const isStdin = (other: string) => isOpenAs(file.fd, other);
  const told = await mapper(['replay', '-', '--dry-run', '--dead-letters', path], { isStdin });
  const isOther = isStdin(`${path}.2`);
  await file.close();
  expect([isOther, told.code]).toEqual([false, 2]);
  expect(told.stderr).toContain(`written into ${path} while it is read`);
});

test('nor what a pipe gives, as soon as the run meets what it has written itself', async () => {
  const root = await smallProject();
  const path = join(root, 'dead.jsonl');
  const all = 9_000;
  await writeFile(path, '{}\n'.repeat(all));
  let given = 0;
  const stdinLines = async function* () {
    for (let lines = all; given < lines; lines = Math.min((await linesNow(path)).length, 2 * all))
      for (const line of (await linesNow(path)).slice(given, lines)) {
        given++;
        yield line;
      }
  };
  const env = { SEGMENT_WRITE_KEY: writeKey, SEGMENT_HOST: 'http://127.0.0.1:9' };
  const told = await mapper(['replay', '-', '--dead-letters', path, '--root', root], { env, stdinLines });
  await rm(root, { recursive: true });
  expect([told.code, given]).toEqual([2, all + 1]);
  expect(told.stderr).toContain('all that stood in it before was taken');
});

const linesNow = async (path: string) => (await readFile(path, 'utf8')).split('\n').slice(0, -1);
