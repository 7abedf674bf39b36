import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkpointFile, isOfCheckpoint } from '../../src/node/checkpoint-file.ts';

test('a checkpoint is written into no file of somebody else, and nobody else may read it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'checkpoint-'));
  const [path, foreign] = [join(folder, 'reached.json'), join(folder, 'foreign')];
  await writeFile(foreign, 'of somebody else');
  await symlink(foreign, `${path}.next`);
  const { read, write } = checkpointFile(path);
  await write('first');
  expect(await readFile(foreign, 'utf8')).toBe('of somebody else');
  await writeFile(`${path}.next`, 'of a run that died', { mode: 0o644 });
  await write('second');
  expect([await read(), (await stat(path)).mode & 0o777]).toEqual(['second', 0o600]);
  expect((await readdir(folder)).sort()).toEqual(['foreign', 'reached.json']);
  await rm(folder, { recursive: true });
});

test('what stands beside a checkpoint for a time is no place for anything else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'checkpoint-'));
  const isOf = (ending: string) => isOfCheckpoint(join(folder, 'reached'), join(folder, `reached${ending}`));
  expect(await Promise.all(['', '.next', '.lock', '.dead'].map(isOf))).toEqual([true, true, true, false]);
  await rm(folder, { recursive: true });
});
