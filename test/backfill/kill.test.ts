import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { startReceiver } from '../../src/demo/receiver.ts';
import { startStandIn } from '../commercetools/lookup/stand-in.ts';
import { environmentFor, runFiles, smallProject } from './real-shop.ts';
import { customerAt, idOf, many } from './shop.ts';

const kills = 20;

/** With a name so long that a request holds few of them: then there are many requests to be killed between. */
const longName = 'Mara'.repeat(1_000);
const customers = many(2_000, (index) => ({ ...customerAt(index), firstName: longName }));

/** The same numbers in each run of the test: https://en.wikipedia.org/wiki/Lehmer_random_number_generator */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** The command in one file, which starts in a fraction of the time that the sources need. */
async function bundled(folder: string): Promise<string> {
  await build({
    entryPoints: ['src/cli/mapper.ts'],
    bundle: true,
    minify: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    external: ['esbuild', '@aws-sdk/*', 'kafkajs'],
    logLevel: 'error',
  });
  return join(folder, 'mapper.mjs');
}

test('killed at 20 moments and started again, it leaves nothing out and repeats with the same ids', async () => {
  const [api, receiver, root, files] = [
    await startStandIn(),
    await startReceiver(),
    await smallProject(),
    await runFiles(),
  ];
  const program = await bundled(files.folder);
  onTestFinished(async () => {
    await api.close();
    await receiver.close();
    for (const folder of [root, files.folder]) await rm(folder, { recursive: true });
  });
  api.list('/customers', customers);
  const draw = seeded(2_026);
  const start = () => {
    const args = [program, 'backfill', 'customers', '--root', root, ...files.options];
    const env = { ...process.env, ...environmentFor(api, receiver.url) };
    const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
    return { child, exit: once(child, 'exit') };
  };
  const received = () =>
    new Set(receiver.calls().map(({ call }) => (call['traits'] as { customerId: string }).customerId));

  const reached: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const { child, exit } = start();
    const before = draw(3);
    const isThere = new Promise<void>((resolve) => {
      receiver.setFault(({ number }) => {
        if (number > before) resolve();
        return { delayMs: draw(30) };
      });
    });
    await Promise.race([isThere, exit]);
    await wait(draw(40));
    child.kill('SIGKILL');
    expect(await exit).toEqual([null, 'SIGKILL']);
    const { after } = (await files.reached()) as { after?: { id: string } };
    const has = received();
    const upTo = Array.from({ length: customers.length }, (_, index) => idOf(index)).filter(
      (id) => id <= (after?.id ?? ''),
    );
    expect(upTo.filter((id) => !has.has(id))).toEqual([]);
    reached.push(after?.id ?? '');
  }
  receiver.setFault(undefined);
  expect(await start().exit).toEqual([0, null]);

  expect(reached).toEqual(reached.toSorted());
  expect(new Set(reached).size).toBeGreaterThan(5);
  expect([...received()].toSorted()).toEqual(
    Array.from({ length: customers.length }, (_, index) => idOf(index)),
  );
  expect(receiver.calls()).toHaveLength(customers.length);
  expect(receiver.calls().filter(({ duplicates }) => duplicates > 0).length).toBeGreaterThan(0);
  expect(await files.letters()).toEqual([]);
}, 600_000);
