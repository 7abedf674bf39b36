import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { isBySettings } from '../../src/cli/main.ts';
import { readVariablesFile } from '../../src/node/variables-file.ts';

const mapper = fileURLToPath(new URL('../../src/cli/mapper.ts', import.meta.url));
const tsx = new URL('../../node_modules/tsx/dist/esm/index.mjs', import.meta.url).href;
const run = promisify(execFile);

test('commands that go by settings read .env, as npm start does, also of Windows; what is set already goes before it, blank too', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'settings-file-'));
  await writeFile(
    join(cwd, '.env'),
    '\ufeffSEGMENT_WRITE_KEY="abc"\r\nSEGMENT_HOST=none\r\nWEBHOOK_SECRET=abc\r\n',
  );
  const env = { PATH: process.env['PATH'], SEGMENT_HOST: 'https://api.segment.io', WEBHOOK_SECRET: '' };
  const { stdout } = await run(process.execPath, ['--import', tsx, mapper, 'doctor', '--offline'], {
    cwd,
    env,
  }).catch((error: { readonly stdout: string }) => error);
  expect(stdout).toContain('ok     SEGMENT_WRITE_KEY: set\nok     SEGMENT_HOST: set\n');
  expect(stdout).toContain('who may post: anyone who knows the URL may post');
});

test('a .env that is a folder, or no UTF-8, is told in words', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'settings-file-'));
  const file = join(cwd, '.env');
  await writeFile(file, Buffer.from('SEGMENT_WRITE_KEY=abc', 'utf16le'));
  expect([readVariablesFile(cwd), readVariablesFile(file), readVariablesFile(join(cwd, 'none'))]).toEqual([
    `${cwd} cannot be read (EISDIR): it must be a file that the user of this process may read`,
    `${file} is no UTF-8, and looks like UTF-16: save it as UTF-8`,
    undefined,
  ]);
});

test('what sends samples only, to a receiver of its own, does not', async () => {
  for (const name of ['demo', 'playground', 'test', 'run', 'tset', 'constructor', ''])
    expect(await isBySettings([name])).toBe(false);
  expect(await isBySettings([])).toBe(false);
});
