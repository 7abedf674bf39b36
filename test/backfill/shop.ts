import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Listed } from '../commercetools/lookup/stand-in.ts';

type Fields = Readonly<Record<string, unknown>>;

const payloadOf = (file: string, name: string): Fields => JSON.parse(readFileSync(file, 'utf8'))[name];

const customer = payloadOf('test/mappings/customer.created/minimum-only-email.delivery.json', 'customer');
const order = payloadOf('test/own-mappings/order.completed.delivery.json', 'order');

/** Ids that come one after the other, and otherwise look as by chance. */
export function idOf(index: number): string {
  const hex = createHash('sha256').update(String(index)).digest('hex');
  const head = index.toString(16).padStart(8, '0');
  return [head, hex.slice(0, 4), `4${hex.slice(4, 7)}`, `8${hex.slice(7, 10)}`, hex.slice(10, 22)].join('-');
}

/** When one was made: a minute after the one before. */
export function timeOf(index: number): string {
  return new Date(Date.UTC(2025, 0, 1) + index * 60_000).toISOString();
}

export function customerAt(index: number): Fields {
  const createdAt = timeOf(index);
  const email = `shopper-${index}@example.com`;
  return { ...customer, id: idOf(index), version: 3, createdAt, lastModifiedAt: createdAt, email };
}

export function orderAt(index: number): Fields {
  const createdAt = timeOf(index);
  const customerEmail = `shopper-${index}@example.com`;
  return { ...order, id: idOf(index), version: 5, createdAt, lastModifiedAt: createdAt, customerEmail };
}

/** So many, each made when it is asked for. */
export function many(length: number, at: (index: number) => Fields): Listed {
  return { length, at };
}
