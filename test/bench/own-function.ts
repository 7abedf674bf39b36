import { readFile } from 'node:fs/promises';
import { deployedWebhook } from '../../src/entry/deployed.ts';
import { bringBack } from '../../src/mapping/stored/stored-catalog.ts';
import { gathered } from '../../src/node/gathered.ts';
import { overNode } from '../../src/node/over-node.ts';
import { overFetch } from '../../src/webhook/over-fetch.ts';
import { ownCatalog } from './own-catalog.ts';

/**
 * The webhook as it is deployed, with the mapping files of the measurements; but Segment's client, what sends and all else have
 * their own files, by which a profile can tell them apart.
 */
const answering = deployedWebhook(
  async (engine) => bringBack(JSON.parse(await readFile(ownCatalog, 'utf8')), refuse, engine),
  gathered(() => process.stdout),
);

export const handle = overFetch(answering);
export const listener = overNode(answering);

function refuse(): never {
  throw new Error('a schema of the measurements fits no table');
}
