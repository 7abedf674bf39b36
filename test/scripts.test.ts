import { execFile } from 'node:child_process';
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
