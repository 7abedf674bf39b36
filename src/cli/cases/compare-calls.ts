import type { Json } from '../../mapping/catalog.ts';
import { type Difference, differences } from './difference.ts';
import { lineText, valueText } from './value-text.ts';

/** What became of one call: it is new, it is gone, or fields of it differ. `index` counts from 0 where the call now is. */
export type CallChange =
  | { readonly kind: 'appeared' | 'vanished'; readonly index: number; readonly call: Json }
  | {
      readonly kind: 'changed';
      readonly index: number;
      /** Its index before. */
      readonly was: number;
      /** The call as it now is. */
      readonly call: Json;
      /** Pointers into the call. */
      readonly fields: readonly Difference[];
    };

/**
 * Which calls appeared, vanished and changed, in the order in which they now are. A call is the same one where it is equal;
 * else where type and event are the same; else where the type is. So a call that is put before others changes none of
 * them. Where nothing but the order is another one, each is held against the one that was in its place.
 */
export function compareCalls(before: readonly Json[], after: readonly Json[]): readonly CallChange[] {
  const pairs = new Map<number, number>();
  for (const key of [(call: Json) => JSON.stringify(call), kindOf, typeOf])
    for (const [was, call] of before.entries()) {
      if ([...pairs.values()].includes(was)) continue;
      const index = after.findIndex((one, at) => !pairs.has(at) && key(one) === key(call));
      if (index >= 0) pairs.set(index, was);
    }
  const changed = (call: Json, index: number, was = pairs.get(index)): CallChange[] => {
    const old = was === undefined ? undefined : before[was];
    if (was === undefined || old === undefined) return [{ kind: 'appeared', index, call }];
    const fields = differences(old, call);
    return fields.length === 0 ? [] : [{ kind: 'changed', index, was, call, fields }];
  };
  const now = after.flatMap((call, index) => changed(call, index));
  const kept = new Set(pairs.values());
  const gone = before.flatMap((call, index): CallChange[] =>
    kept.has(index) ? [] : [{ kind: 'vanished', index, call }],
  );
  const all = [...now, ...gone];
  // The same calls in another order are sent so, and by other message ids.
  return all.length > 0 ? all : after.flatMap((call, index) => changed(call, index, index));
}

/** `identify`, or `track "Order Completed"`. */
export function callTitle(call: Json): string {
  const event = partOf(call, 'event');
  return [lineText(typeOf(call)), ...(event === undefined ? [] : [valueText(event)])].join(' ');
}

function kindOf(call: Json): string {
  return JSON.stringify([typeOf(call), partOf(call, 'event') ?? null]);
}

function typeOf(call: Json): string {
  return String(partOf(call, 'type') ?? 'call');
}

function partOf(call: Json, name: string): Json | undefined {
  return typeof call === 'object' && call !== null && Object.hasOwn(call, name)
    ? (call as { readonly [name: string]: Json })[name]
    : undefined;
}
