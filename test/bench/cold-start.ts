import { readdir, readFile, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { buildFunctions } from '../../src/build/build.ts';
import { bundledOf } from './bundled.ts';
import { startListening } from './child.ts';
import { post, startTakingAll } from './load.ts';
import { median } from './measure.ts';
import { customerCreated } from './messages.ts';
import { programFolder, programOf, root } from './program.ts';
import type { Measurement } from './result.ts';

const rounds = 11;

/** By then a process that has just begun has done what it had to do. */
const restMs = 250;

/** In milliseconds: from the beginning of a process to its first 200, and from there, or so long after it, what a delivery takes. */
interface Started {
  readonly first: number;
  readonly delivery: number;
}

/** A process that begins with what is deployed, beside those that do less. */
export const coldStart: Measurement = {
  name: 'cold-start',
  run: async () => {
    const segment = await startTakingAll();
    const built = new URL('artefact/', programFolder);
    await buildFunctions(root, built);
    const [bare, bareModule] = [await programOf('bare.ts', 'cjs'), await programOf('bare.ts')];
    const program = await programOf('listen.ts');
    const byHand = await bundledOf('by-hand.ts');
    const [test = '', rich = ''] = await Promise.all(['test-notification', 'rich'].map(sample));
    const environment = {
      SEGMENT_WRITE_KEY: 'write-key-of-the-bench',
      SEGMENT_HOST: segment.url,
      PORT: '0',
    };
    const begin = (args: readonly string[], { delivery = rich, rest = 0 } = {}) =>
      started(args, environment, { notification: test, delivery, rest });
    const customer = JSON.stringify(customerCreated(0));
    const server = fileURLToPath(new URL('server.cjs', built));
    const candidates = {
      bare: () => begin([bare]),
      bareModule: () => begin([bareModule]),
      nothing: () => begin([program, 'nothing']),
      byHand: () => begin([program, byHand], { delivery: customer }),
      called: () => begin([program, new URL('webhook.mjs', built).href]),
      ours: () => begin([server]),
      oursLater: () => begin([server], { rest: restMs }),
    };
    const found = await inTurns(candidates);
    segment.close();
    const size = (await sizeOf(built)) / 1024;
    const firstOf = (name: keyof typeof candidates) => median(found[name].map(({ first }) => first));
    const ratioOf = (name: keyof typeof candidates) =>
      median(found[name].map(({ first }, round) => first / (found.bare[round]?.first ?? Number.NaN)));
    const deliveryOf = (name: keyof typeof candidates) => median(found[name].map(({ delivery }) => delivery));
    const first = (title: string, name: keyof typeof candidates) =>
      ({
        name: `${title}, to its first 200`,
        value: firstOf(name),
        unit: 'ms',
        ratio: ratioOf(name),
      }) as const;
    const delivery = (title: string, name: keyof typeof candidates) =>
      ({ name: `${title}, the first delivery after that`, value: deliveryOf(name), unit: 'ms' }) as const;
    const both = (title: string, name: keyof typeof candidates) => {
      const value = median(found[name].map(({ first, delivery }) => first + delivery));
      return { name: `${title}, both together`, value, unit: 'ms' } as const;
    };
    const later = (title: string, name: keyof typeof candidates) =>
      ({ ...delivery(title, name), name: `${title}, the first delivery ${restMs} ms later` }) as const;
    const most = Number(process.versions.node.split('.')[0]) < 22 ? 1.25 : 1.6;
    return [
      {
        title: 'cold start: from the start of a process',
        rows: [
          { name: 'bare node:http, to its first 200', value: firstOf('bare'), unit: 'ms' },
          first('bare node:http, as a module', 'bareModule'),
          first('a function that does nothing', 'nothing'),
          first('by hand', 'byHand'),
          first('ours, called with a Request', 'called'),
          first('ours, with its own server', 'ours'),
          delivery('by hand', 'byHand'),
          delivery('ours, called with a Request', 'called'),
          delivery('ours, with its own server', 'ours'),
          both('by hand', 'byHand'),
          both('ours, called with a Request', 'called'),
          both('ours, with its own server', 'ours'),
          later('ours, with its own server', 'oursLater'),
          { name: 'what is deployed', value: size, unit: 'KB' },
        ],
        targets: [
          { name: 'first 200, in multiples of bare node:http', found: ratioOf('ours'), most },
          { name: 'first delivery right behind that, in milliseconds', found: deliveryOf('ours'), most: 12 },
          {
            name: `first delivery ${restMs} ms later, in milliseconds`,
            found: deliveryOf('oursLater'),
            most: 12,
          },
          { name: 'what is deployed, in KB', found: size, most: 400 },
        ],
      },
    ];
  },
};

/** What slows the machine slows all of them. The disk has the files of the first round in its memory. */
async function inTurns<Name extends string>(
  candidates: Readonly<Record<Name, () => Promise<Started>>>,
): Promise<Readonly<Record<Name, readonly Started[]>>> {
  const names = Object.keys(candidates) as Name[];
  const found = Object.fromEntries(names.map((name) => [name, [] as Started[]])) as Record<Name, Started[]>;
  for (let round = 0; round <= rounds; round++)
    for (const name of names) {
      const one = await candidates[name]();
      if (round > 0) found[name].push(one);
    }
  return found;
}

function sample(name: string): Promise<string> {
  return readFile(new URL(`test/mappings/customer.created/${name}.delivery.json`, root), 'utf8');
}

async function started(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  {
    notification,
    delivery,
    rest,
  }: { readonly [Name in 'notification' | 'delivery']: string } & { readonly rest: number },
): Promise<Started> {
  const began = performance.now();
  const { url, stop } = await startListening(args, environment);
  await expectDone(url, notification);
  const first = performance.now() - began;
  if (rest > 0) await pause(rest);
  const sent = performance.now();
  await expectDone(url, delivery);
  const taken = performance.now() - sent;
  await stop();
  return { first, delivery: taken };
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
