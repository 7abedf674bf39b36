import { mkdir, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { appendTrouble } from '../../src/node/appendable.ts';
import { causeOf } from '../../src/report/cause-of.ts';

test.each([
  'letters.jsonl',
  'new.jsonl',
  'folder',
  'folder/',
  'folder/new.jsonl',
  'nowhere/',
  'nowhere/new.jsonl',
  'letters.jsonl/new.jsonl',
  'link.jsonl',
  'circle.jsonl',
  'circle.jsonl/new.jsonl',
  'x'.repeat(300),
])('what keeps a file from being appended to is known before: %s', async (name) => {
  const folder = await mkdtemp(join(tmpdir(), 'appendable-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'folder'));
  await writeFile(join(folder, 'letters.jsonl'), '');
  await symlink('letters.jsonl', join(folder, 'link.jsonl'));
  await symlink('circle.jsonl', join(folder, 'circle.jsonl'));
  const path = `${folder}/${name}`;
  const told = await appendTrouble(path);
  const met = await open(path, 'a+').then((file) => file.close(), causeOf);
  expect(told).toBe(met);
});
