import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { gathered } from '../../src/node/gathered.ts';

test('lines of one turn are written together, each with its end', async () => {
  const written: string[] = [];
  let opened = 0;
  const output = { write: (lines: string) => written.push(lines), on: () => undefined };
  const log = gathered(
    () => {
      opened++;
      return output;
    },
    () => output,
  );
  log('a');
  log('b');
  expect(written).toEqual([]);
  await turn();
  log('c');
  await turn();
  expect([written, opened]).toEqual([['a\nb\n', 'c\n'], 1]);
});

test('what is lost is said once, and again where something was written in between', async () => {
  const causes = [new Error('full'), new Error('full'), undefined, new Error('full')];
  const told: string[] = [];
  const log = gathered(
    () => ({ write: (_lines, done) => done(causes.shift()), on: () => undefined }),
    () => ({ write: (words) => told.push(words), on: () => undefined }),
  );
  for (let left = causes.length; left > 0; left--) {
    log('a');
    await turn();
  }
  const said = 'the log cannot be written (network-error); what it would say is lost\n';
  expect(told).toEqual([said, said]);
});

const module = JSON.stringify(new URL('../../src/node/gathered.ts', import.meta.url).href);
const begin = `const { gathered } = await import(${module});
const log = gathered(() => process.stdout, () => process.stderr);`;
const run = ['--import', 'tsx', '--input-type=module', '--eval'];

test.each(['process.exit(0)', 'throw new Error("broken")'])(
  'what waits is written when a process ends by %s',
  (end) => {
    const program = `${begin} log('kept'); ${end}`;
    expect(spawnSync(process.execPath, [...run, program], { encoding: 'utf8' }).stdout).toBe('kept\n');
  },
);

const thrice = `${begin}
process.stdin.on('end', async () => {
  for (let count = 0; count < 3; count++) {
    log('lost');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  process.stderr.write('goes on');
}).resume();`;

async function saidAside(child: ChildProcess): Promise<readonly [said: string, code: unknown]> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    said += part;
  });
  const [code] = await once(child, 'close');
  return [said, code];
}

test('a process goes on where nobody reads what it says, and says that once', async () => {
  const child = spawn(process.execPath, [...run, thrice]);
  child.stdout.destroy();
  await once(child.stdout, 'close');
  child.stdin.end();
  const said = 'the log cannot be written (EPIPE); what it would say is lost\ngoes on';
  expect(await saidAside(child)).toEqual([said, 0]);
});

test.runIf(existsSync('/dev/full'))('so it does where the disk is full', async () => {
  const child = spawn(process.execPath, [...run, thrice], {
    stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
  });
  const said = 'the log cannot be written (ENOSPC); what it would say is lost\ngoes on';
  expect(await saidAside(child)).toEqual([said, 0]);
});

test('what nobody reads does not fill the memory', async () => {
  const program = `${begin}
    for (let count = 0; count < 50; count++) {
      log('x'.repeat(1_000_000));
      await new Promise((resolve) => setImmediate(resolve));
    }
    process.stderr.write('all said');
    process.stdin.on('end', async () => {
      while (process.stdout.writableLength > 0) await new Promise((resolve) => setTimeout(resolve, 20));
      log('read again');
    }).resume();`;
  const child = spawn(process.execPath, [...run, program]);
  // Whoever read before that would make room for one line more.
  for (let aside = ''; !aside.includes('all said'); aside += await once(child.stderr, 'data'));
  let lines = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    lines += part;
  });
  child.stdin.end();
  await once(child, 'close');
  const read = lines.trim().split('\n');
  expect(read).toHaveLength(34);
  expect(read.at(-1)).toBe('read again');
});
