import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeTogether } from '../../src/node/write-together.ts';

async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'together-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return (name: string) => join(path, name);
}

test('where one file is refused, none is written, and nothing is left beside them', async () => {
  const at = await folder();
  await writeFile(at('a'), 'before');
  const tooLong = 'x'.repeat(250);
  for (const isNew of [false, true]) {
    const drafts = [at(isNew ? 'b' : 'a'), at(tooLong)].map((file) => ({ file, text: 'after' }));
    await expect(writeTogether(drafts, isNew)).rejects.toThrow('ENAMETOOLONG');
  }
  expect(await readdir(at('.'))).toEqual(['a']);
  expect(await readFile(at('a'), 'utf8')).toBe('before');
});

test('new files take no place that is taken, and others do', async () => {
  const at = await folder();
  await writeFile(at('b'), 'before');
  const drafts = ['a', 'b'].map((name) => ({ file: at(name), text: 'after' }));
  expect(await writeTogether(drafts, true)).toBe(false);
  expect([await readdir(at('.')), await readFile(at('b'), 'utf8')]).toEqual([['b'], 'before']);
  expect(await writeTogether(drafts)).toBe(true);
  expect([await readdir(at('.')), await readFile(at('b'), 'utf8')]).toEqual([['a', 'b'], 'after']);
});
