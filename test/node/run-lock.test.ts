import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import disk, { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runLock } from '../../src/node/run-lock.ts';

async function lockPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lock-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'run.json.lock');
}

const isTaken = (locked: object) => 'release' in locked;
const own = { pid: process.pid, host: hostname(), since: performance.timeOrigin };

/** The pid of a process that is no more. */
function deadPid(): number {
  return spawnSync(process.execPath, ['--eval', '']).pid;
}

test('one has it, another is told who, and gets it when it is given back', async () => {
  const path = await lockPath();
  const first = await runLock(path);
  expect(await runLock(path)).toEqual({ path, holder: own, own: hostname() });
  if ('release' in first) await first.release();
  expect(await readdir(join(path, '..'))).toEqual([]);
  expect(isTaken(await runLock(path))).toBe(true);
});

test('one has it, too, where the file system has no links', async () => {
  const { link } = disk;
  onTestFinished(() => {
    disk.link = link;
    syncBuiltinESMExports();
  });
  disk.link = () => Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' }));
  syncBuiltinESMExports();
  const path = await lockPath();
  const first = await runLock(path);
  expect(await runLock(path)).toEqual({ path, holder: own, own: hostname() });
  if ('release' in first) await first.release();
  expect(await readdir(join(path, '..'))).toEqual([]);
});

test('giving back what somebody has taken away is no error', async () => {
  const path = await lockPath();
  const locked = await runLock(path);
  await rm(path);
  if ('release' in locked) await expect(locked.release()).resolves.toBeUndefined();
  expect(isTaken(locked)).toBe(true);
});

test('who has it takes it again where somebody has taken it away, and is told who has it instead', async () => {
  const path = await lockPath();
  const locked = await runLock(path);
  if (!('release' in locked)) throw new Error('the lock is taken');
  expect(await locked.lostTo()).toBeUndefined();
  await rm(path);
  expect(await locked.lostTo()).toBeUndefined();
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(own);
  const holder = { pid: 7, host: '3f2a9c', since: 0 };
  await writeFile(path, JSON.stringify(holder));
  expect(await locked.lostTo()).toEqual({ path, holder, own: hostname() });
  await locked.release();
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(holder);
});

test('what a process left that is no more is taken over', async () => {
  const path = await lockPath();
  await writeFile(path, JSON.stringify({ ...own, pid: deadPid() }));
  expect(isTaken(await runLock(path))).toBe(true);
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(own);
  expect(await readdir(join(path, '..'))).toEqual(['run.json.lock']);
});

test('so is what an earlier process of the same pid left, as in a container', async () => {
  const path = await lockPath();
  await writeFile(path, JSON.stringify({ ...own, since: own.since - 60_000 }));
  expect(isTaken(await runLock(path))).toBe(true);
});

test('a process that lives keeps it, also where nobody may signal to it', async () => {
  const path = await lockPath();
  const living = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)']);
  onTestFinished(async () => {
    living.kill('SIGKILL');
    await once(living, 'exit');
  });
  const holder = { ...own, pid: living.pid };
  await writeFile(path, JSON.stringify(holder));
  expect(await runLock(path)).toEqual({ path, holder, own: hostname() });
});

test('of a process on another machine, and of what is no lock, nobody knows', async () => {
  const path = await lockPath();
  const holder = { ...own, pid: deadPid(), host: 'elsewhere' };
  await writeFile(path, JSON.stringify(holder));
  expect(await runLock(path)).toEqual({ path, holder, own: hostname() });
  const here = { ...holder, host: hostname() };
  const partly = [{ pid: '7' }, { host: 7 }, { since: null }].map((wrong) => ({ ...here, ...wrong }));
  for (const text of ['', '{', 'null', '7', '{"pid":"7"}', ...partly.map((one) => JSON.stringify(one))]) {
    await writeFile(path, text);
    expect(await runLock(path)).toEqual({ path, holder: undefined, own: hostname() });
  }
});

test('of two that come at once to a lock of the dead, one gets it', async () => {
  const path = await lockPath();
  const dead = JSON.stringify({ ...own, pid: deadPid() });
  for (let round = 0; round < 20; round++) {
    await writeFile(path, dead);
    const all = await Promise.all([runLock(path), runLock(path)]);
    expect(all.filter(isTaken)).toHaveLength(1);
    expect(await readdir(join(path, '..'))).toEqual(['run.json.lock']);
  }
});

test('what another has taken over by then is not taken away, not even for a moment', async () => {
  const path = await lockPath();
  await writeFile(path, JSON.stringify({ ...own, pid: deadPid() }));
  const other = JSON.stringify({ ...own, host: 'elsewhere' });
  const { readFile: reading, rename, rm: removing } = disk;
  const removed: string[] = [];
  onTestFinished(() => {
    Object.assign(disk, { readFile: reading, rename, rm: removing });
    syncBuiltinESMExports();
  });
  const noting = async (name: unknown) => {
    if (name === path) removed.push(String(await reading(path)));
  };
  disk.readFile = (async (name: string) => {
    const dead = await reading(name, 'utf8');
    disk.readFile = reading;
    syncBuiltinESMExports();
    await writeFile(path, other);
    return dead;
  }) as unknown as typeof reading;
  disk.rename = (from, to) => noting(from).then(() => rename(from, to));
  disk.rm = (name, options) => noting(name).then(() => removing(name, options));
  syncBuiltinESMExports();
  expect(await runLock(path)).toMatchObject({ holder: { host: 'elsewhere' } });
  expect(removed).toEqual([]);
  expect(await reading(path, 'utf8')).toBe(other);
  expect(await readdir(join(path, '..'))).toEqual(['run.json.lock']);
});

test('what a process left that died while it took one over is taken over, too', async () => {
  const path = await lockPath();
  const dead = JSON.stringify({ ...own, pid: deadPid() });
  const claim = `${path}.${createHash('sha256').update(dead).digest('hex').slice(0, 12)}`;
  await writeFile(path, dead);
  await writeFile(claim, JSON.stringify({ ...own, pid: deadPid() }));
  expect(isTaken(await runLock(path))).toBe(true);
  expect(await readdir(join(path, '..'))).toEqual(['run.json.lock']);
});

test('a folder that is not there is no lock', async () => {
  await expect(runLock('/no/such/folder/run.lock')).rejects.toMatchObject({ code: 'ENOENT' });
});
