import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { buildFunctions } from '../../src/build/build.ts';
import { post, startTakingAll } from './load.ts';
import { median } from './measure.ts';
import { programFolder, programOf, root } from './program.ts';
import type { Measurement } from './result.ts';

const rounds = 15;

/** Milliseconds from a process's beginning. */
interface Started {
  readonly first: number;
  readonly delivery: number;
}

/** A process that begins with what is deployed, beside those that do nothing but answer. */
export const coldStart: Measurement = {
  name: 'cold-start',
  run: async () => {
    const segment = await startTakingAll();
    const built = new URL('artefact/', programFolder);
    await buildFunctions(root, built);
    const program = await programOf('listen.ts');
    const bodies = await Promise.all(['test-notification', 'rich'].map(sample));
    const environment = { SEGMENT_WRITE_KEY: 'write-key-of-the-bench', SEGMENT_HOST: segment.url };
    const begin = (...args: readonly string[]) => started([program, ...args], environment, bodies);
    const module = new URL('webhook.mjs', built).href;
    const ours: Started[] = [];
    const bare: Started[] = [];
    const nothing: Started[] = [];
    for (let round = 0; round <= rounds; round++) {
      // The disk has the files of the first round in its memory.
      const [one, other, third] = [await begin(module), await begin(), await begin('nothing')];
      if (round === 0) continue;
      ours.push(one);
      bare.push(other);
      nothing.push(third);
    }
    segment.close();
    const ratioOf = (all: readonly Started[]) =>
      median(all.map(({ first }, round) => first / (bare[round]?.first ?? Number.NaN)));
    const ratio = ratioOf(ours);
    const delivery = median(ours.map((one) => one.delivery));
    const size = (await sizeOf(built)) / 1024;
    const most = Number(process.versions.node.split('.')[0]) < 22 ? 1.25 : 1.6;
    return [
      {
        title: 'cold start: from the start of a process',
        rows: [
          {
            name: 'bare node:http, to its first 200',
            value: median(bare.map((one) => one.first)),
            unit: 'ms',
          },
          {
            name: 'a function that does nothing, with the Request and Response of a platform',
            value: median(nothing.map((one) => one.first)),
            unit: 'ms',
            ratio: ratioOf(nothing),
          },
          { name: 'ours, to its first 200', value: median(ours.map((one) => one.first)), unit: 'ms', ratio },
          { name: 'ours, the first delivery after that', value: delivery, unit: 'ms' },
          { name: 'what is deployed', value: size, unit: 'KB' },
        ],
        targets: [
          { name: 'first 200, in multiples of bare node:http', found: ratio, most },
          { name: 'first delivery, in milliseconds', found: delivery, most: 12 },
          { name: 'what is deployed, in KB', found: size, most: 400 },
        ],
      },
    ];
  },
};

function sample(name: string): Promise<string> {
  return readFile(new URL(`test/mappings/customer.created/${name}.delivery.json`, root), 'utf8');
}

async function started(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  [notification = '', delivery = '']: readonly string[],
): Promise<Started> {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const url = `http://127.0.0.1:${port}/`;
  await expectDone(url, notification);
  const first = performance.now() - began;
  await expectDone(url, delivery);
  const second = performance.now() - began;
  const exit = once(child, 'exit');
  child.kill();
  await exit;
  return { first, delivery: second - first };
}

async function expectDone(url: string, body: string): Promise<void> {
  const status = await post(url, body);
  if (status !== 200) throw new Error(`a process that had just begun answered ${status}`);
}

async function sizeOf(folder: URL): Promise<number> {
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map(async (name) => (await stat(new URL(name, folder))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
