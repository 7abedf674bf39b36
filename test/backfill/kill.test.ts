import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startReceiver } from '../../src/demo/receiver.ts';
import { bundledMapper } from './bundled-mapper.ts';
import { startMockShop } from './mock-shop.ts';
import { environmentFor, runFiles, smallProject } from './real-shop.ts';
import { idOf } from './shop.ts';

const kills = 20;

const stock = { projectKey: 'garden-shop', customers: 5_000, orders: 0 };
const all = Array.from({ length: stock.customers }, (_, index) => idOf(index));

/** The same numbers in each run of the test: https://en.wikipedia.org/wiki/Lehmer_random_number_generator */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

test('killed at 20 moments and started again, it leaves nothing out and repeats with the same ids', async () => {
  const [api, receiver, root, files] = await Promise.all([
    startMockShop(stock),
    startReceiver(),
    smallProject(['customer.created']),
    runFiles(),
  ]);
  const program = await bundledMapper(files.folder);
  // A trait so long that a request holds few calls: then there are many requests to be killed between. It is the mapping
  // that makes it, since the mock shop copies all that it has for each page that is asked for.
  const mapping = join(root, 'mappings/customer.created.yaml');
  const long = `\n  traits:\n    motto: '"${'Mara'.repeat(3_200)}"'\n`;
  await writeFile(mapping, (await readFile(mapping, 'utf8')).replace('\n  traits:\n', long));
  onTestFinished(async () => {
    await api.close();
    await receiver.close();
    for (const folder of [root, files.folder]) await rm(folder, { recursive: true });
  });
  const draw = seeded(2_026);
  const start = () => {
    const args = [program, 'backfill', 'customers', '--root', root, ...files.options];
    const env = { ...process.env, ...environmentFor(api, receiver.url) };
    const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
    return { child, exit: once(child, 'exit') };
  };
  const received = () =>
    new Set(receiver.calls().map(({ call }) => (call['traits'] as { customerId: string }).customerId));

  const lastRead = async () => {
    const checkpoint = await files.text(files.checkpoint);
    return checkpoint === '' ? '' : ((JSON.parse(checkpoint) as { after?: { id: string } }).after?.id ?? '');
  };

  const reached = [''];
  for (let kill = 0; kill < kills; kill++) {
    const { child, exit } = start();
    const before = draw(8);
    const isThere = new Promise<void>((resolve) => {
      receiver.setFault(({ number }) => {
        if (number > before) resolve();
        return { delayMs: draw(30) };
      });
    });
    const hasMoved = async () => {
      while (child.exitCode === null && (await lastRead()) === reached.at(-1)) await wait(5);
    };
    // However slow the machine: every second run comes further, the others end with requests on their way, now and then before there are any.
    const moments = [hasMoved, () => isThere, hasMoved, () => wait(draw(1_000))];
    await Promise.race([moments[kill % moments.length]?.(), exit]);
    await wait(draw(60));
    child.kill('SIGKILL');
    expect(await exit).toEqual([null, 'SIGKILL']);
    const last = await lastRead();
    const has = received();
    expect(all.filter((id) => id <= last && !has.has(id))).toEqual([]);
    reached.push(last);
  }
  receiver.setFault(undefined);
  expect(await start().exit).toEqual([0, null]);

  expect(reached).toEqual(reached.toSorted());
  expect(new Set(reached).size).toBeGreaterThan(kills / 2);
  expect([...received()].toSorted()).toEqual(all);
  // Whatever came twice came with the id that it had.
  expect(receiver.calls()).toHaveLength(all.length);
  expect(receiver.calls().filter(({ duplicates }) => duplicates > 0).length).toBeGreaterThan(0);
  expect(await files.letters()).toEqual([]);
}, 600_000);
