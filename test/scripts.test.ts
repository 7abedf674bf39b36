import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

it.each([
  ['src/build/write.ts', '--chekc', 'build: takes nothing but --check; nothing was written\n'],
  ['src/generate/write.ts', '--chekc', 'schemas: takes nothing but --check; nothing was written\n'],
])('%s writes nothing where an option is misspelt, and ends with 2', async (script, option, said) => {
  const args = ['--import', 'tsx', script, option];
  const ended = await new Promise<readonly [unknown, string]>((resolve) => {
    execFile(process.execPath, args, { cwd: root }, (error, _, stderr) => resolve([error?.code, stderr]));
  });
  expect(ended).toEqual([2, expect.stringMatching(said)]);
});

it.each([
  ['', 1],
  [/`(TSX_\w+=\S+)`/.exec(readFileSync(`${root}/README.md`, 'utf8'))?.[1] ?? '', 0],
])('where nothing may be written, the mapper runs with %j, and ends with %i', async (setting, code) => {
  const [name = '', value] = setting.split('=');
  // A file is no folder that takes another.
  const env = { PATH: process.env['PATH'], TMPDIR: `${root}/README.md`, [name]: value };
  const args = ['--import', 'tsx', 'src/cli/mapper.ts', 'help'];
  const ended = await new Promise<unknown>((resolve) => {
    execFile(process.execPath, args, { cwd: root, env }, (error) => resolve(error?.code ?? 0));
  });
  expect(ended).toBe(code);
});
