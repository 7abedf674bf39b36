import { pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import { backfill } from '../../src/backfill/backfill.ts';
import { readCheckpoint } from '../../src/backfill/checkpoint.ts';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import type { DeadLetter } from '../../src/report/dead-letter.ts';
import { segmentSink } from '../../src/segment/sink.ts';
import type { Fault } from '../commercetools/lookup/stand-in.ts';
import { writeKey } from '../webhook/harness.ts';
import { openShop } from './open-shop.ts';
import { customerAt, idOf, many } from './shop.ts';

/** Two pages, and two requests. */
export const inAll = 600;
export const allIds = Array.from({ length: inAll }, (_, index) => idOf(index));

/** A fault that outlives the patience of a run. */
export const long = (fault: Fault) => Array.from({ length: 30 }, () => fault);

/** A shop as {@link openShop} opens it, and what a test does with its customers. */
export async function openCustomers() {
  const { api, receiver, root } = await openShop();
  const base = pathToFileURL(`${root}/`);
  const folders = { mappings: new URL('mappings/', base), schemas: new URL('schemas/', base) };
  const { catalog } = buildCatalog(await readProjectFiles(folders));

  /** A backfill whose checkpoint and dead letters outlive a run. */
  function customersRun() {
    let checkpoint: string | undefined;
    const letters: DeadLetter[] = [];
    const task = { command: 'backfill customers' };
    return {
      letters,
      after: () => {
        const known = readCheckpoint(checkpoint ?? '', task);
        return typeof known === 'string' ? known : known.after?.['id'];
      },
      run: async (patience: number, ending = new AbortController().signal) => {
        const ran = await backfill({
          task,
          catalog,
          writeKey,
          sink: segmentSink({ writeKey, host: receiver.url }),
          deadLetters: async (more) => void letters.push(...more),
          checkpoint: {
            read: async () => checkpoint,
            write: async (text) => {
              checkpoint = text;
            },
          },
          rate: 1_000,
          patience,
          ending,
          onProgress: () => undefined,
          onTotal: () => undefined,
          api: api.settings,
          what: 'customers',
          where: [],
        });
        if (!('tally' in ran)) throw new Error('it did not run');
        expect(ran.tally.read).toBe(ran.tally.sent + ran.tally.skipped + ran.tally.failed);
        return { ...ran, reason: ran.stop?.reason ?? 'done' };
      },
    };
  }

  return {
    api,
    receiver,
    root,
    customersRun,
    listCustomers: () => api.list('/customers', many(inAll, customerAt)),
    receivedIds: () =>
      receiver
        .calls()
        .map(({ call }) => (call['traits'] as { customerId: string }).customerId)
        .toSorted(),
  };
}
