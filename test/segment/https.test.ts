import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, globalAgent } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { segmentSink } from '../../src/segment/sink.ts';
import { certificate } from '../commercetools/authenticate/certificate.ts';
import { batchOf, person, writeKey } from './batches.ts';

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const day = 86_400_000;
const cert = certificate(pair, new Date(Date.now() - day), new Date(Date.now() + day));
const key = pair.privateKey.export({ type: 'pkcs8', format: 'pem' });
let requests = 0;
let connections = 0;
const server = createServer({ cert, key }, (request, response) => {
  requests += 1;
  request.resume().on('end', () => response.end('{"success":true}'));
});
server.on('secureConnection', () => {
  connections += 1;
});
const trustBefore = { ...globalAgent.options };

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  globalAgent.options = trustBefore;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const send = (identity: string) =>
  segmentSink({ writeKey, host: `https://127.0.0.1:${(server.address() as AddressInfo).port}` })(
    batchOf(identity, person),
    900,
  );

test('a certificate that nobody vouches for is no connection', async () => {
  const details = { cause: 'DEPTH_ZERO_SELF_SIGNED_CERT', attempts: 1 };
  expect(await send('1')).toEqual({ status: 'unavailable', details });
  expect(requests).toBe(0);
});

test('deliveries one after the other share a connection', async () => {
  const trusted = { ca: cert, checkServerIdentity: () => undefined };
  globalAgent.options = { ...globalAgent.options, ...trusted };
  connections = 0;
  for (const identity of ['1', '2', '3']) expect(await send(identity)).toEqual({ status: 'accepted' });
  expect([connections, requests]).toEqual([1, 3]);
});
