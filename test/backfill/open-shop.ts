import { rm } from 'node:fs/promises';
import { afterAll, afterEach } from 'vitest';
import { startReceiver } from '../../src/demo/receiver.ts';
import { startStandIn } from '../commercetools/lookup/stand-in.ts';
import { smallProject } from './real-shop.ts';

/**
 * Stand-ins for commercetools' API and for Segment, and the root of a small project: one of each for all tests of a file, which
 * finds both as good as new in each of them.
 */
export async function openShop(...mappings: Parameters<typeof smallProject>) {
  const [api, receiver, root] = [
    await startStandIn(),
    await startReceiver(),
    await smallProject(...mappings),
  ];
  afterEach(() => {
    api.reset();
    receiver.reset();
  });
  afterAll(async () => {
    await api.close();
    await receiver.close();
    await rm(root, { recursive: true });
  });
  return { api, receiver, root };
}
