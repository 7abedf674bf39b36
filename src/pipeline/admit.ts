import type { Delivery } from '../commercetools/delivery.ts';
import type { Catalog, Mapping } from '../mapping/catalog.ts';
import { inputInvalid, payloadNotIncluded } from './failures.ts';
import { failed, type Mapped, whenIsFalse } from './mapped.ts';

/** Why a delivery is not mapped at all, where it is not. */
export function admit(
  delivery: Delivery,
  listening: readonly Mapping[],
  catalog: Catalog,
): Exclude<Mapped, { status: 'mapped' }> | undefined {
  if (delivery.kind === 'test')
    return { status: 'skipped', reason: 'test notification of a new Subscription' };
  if (isIgnored(delivery, listening))
    return {
      status: 'skipped',
      reason: listening.length === 0 ? `no mapping listens to ${delivery.type}` : whenIsFalse,
    };
  if (delivery.payloadNotIncluded !== undefined) return failed(payloadNotIncluded(delivery));
  const issues = catalog.checkInput(delivery.type, delivery.payload);
  return issues.length === 0 ? undefined : failed(inputInvalid(delivery, issues));
}

/** Whether nothing is to be made of it, whatever it holds. */
export function isIgnored({ kind }: Delivery, listening: readonly Mapping[]): boolean {
  return kind === 'test' || listening.every(({ isOff }) => isOff === true);
}

const byType = new WeakMap<Catalog, Map<string, readonly Mapping[]>>();

/** The mappings that listen to a delivery; looked for once for each type, however many there are. */
export function listeners({ type }: Delivery, catalog: Catalog): readonly Mapping[] {
  const before = byType.get(catalog)?.get(type);
  if (before !== undefined) return before;
  const found = catalog.mappings.filter((mapping) => mapping.on.includes(type));
  // What a sender calls a type must not fill the memory.
  if (found.length > 0)
    byType.set(catalog, (byType.get(catalog) ?? new Map<string, readonly Mapping[]>()).set(type, found));
  return found;
}
