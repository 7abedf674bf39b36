import { createHash } from 'node:crypto';

/**
 * An id (UUID) for what a path ends in: the same thing has the same id in every sample, wherever it is named
 * (`customer.id`, `order.customerId`, the resource of a message about a customer).
 */
export function idAt(path: readonly string[]): string {
  return uuidOf(thingAt(path));
}

/** The same name always gives the same id. */
export function uuidOf(name: string): string {
  const digits = createHash('sha256').update(name).digest('hex');
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`];
  return [...parts, `8${digits.slice(17, 20)}`, digits.slice(20, 32)].join('-');
}

function thingAt(path: readonly string[]): string {
  const name = path.at(-1) ?? '';
  const thing = name === 'id' ? (path.at(-2) ?? 'delivery') : name.replace(/Ids?$/, '');
  return thing.replace(/(?<=[^s])s$/, '');
}
