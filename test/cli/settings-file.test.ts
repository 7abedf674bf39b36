import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { isBySettings } from '../../src/cli/main.ts';

const mapper = fileURLToPath(new URL('../../src/cli/mapper.ts', import.meta.url));
const tsx = new URL('../../node_modules/tsx/dist/esm/index.mjs', import.meta.url).href;
const run = promisify(execFile);

test('commands that go by settings read .env, as npm start does, also of Windows; what is set already goes before it', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'settings-file-'));
  await writeFile(join(cwd, '.env'), '\ufeffSEGMENT_WRITE_KEY="abc"\r\nSEGMENT_HOST=none\r\n');
  const env = { PATH: process.env['PATH'], SEGMENT_HOST: 'https://api.segment.io' };
  const { stdout } = await run(process.execPath, ['--import', tsx, mapper, 'doctor', '--offline'], {
    cwd,
    env,
  }).catch((error: { readonly stdout: string }) => error);
  expect(stdout).toContain('ok     SEGMENT_WRITE_KEY: set\nok     SEGMENT_HOST: set\n');
});

test('what sends samples only, to a receiver of its own, does not', () => {
  expect(['demo', 'playground', 'test', 'run'].filter((name) => isBySettings([name]))).toEqual([]);
});
