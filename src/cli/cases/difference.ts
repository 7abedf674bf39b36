import type { Json } from '../../mapping/catalog.ts';
import { pointerStep } from '../../report/json-pointer.ts';

/** One place in which two JSON values differ. Where a side is missing, the field is absent there. */
export interface Difference {
  /** JSON Pointer (RFC 6901). */
  readonly pointer: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** All differences, field by field, in the order of the fields; the order of keys is no difference. */
export function differences(before: Json, after: Json, pointer = ''): readonly Difference[] {
  if (isList(before) && isList(after)) return within(byIndex(before), byIndex(after), pointer);
  if (isMap(before) && isMap(after)) return within(before, after, pointer);
  return before === after ? [] : [{ pointer, before, after }];
}

type JsonMap = { readonly [key: string]: Json };

function byIndex(list: readonly Json[]): JsonMap {
  return Object.fromEntries(Object.entries(list));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function within(before: JsonMap, after: JsonMap, pointer: string): readonly Difference[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    const inner = `${pointer}/${pointerStep(key)}`;
    const [old, fresh] = [own(before, key), own(after, key)];
    if (old === undefined) return fresh === undefined ? [] : [{ pointer: inner, after: fresh }];
    return fresh === undefined ? [{ pointer: inner, before: old }] : differences(old, fresh, inner);
  });
}

function own(map: JsonMap, key: string): Json | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function isMap(value: Json): value is JsonMap {
  return typeof value === 'object' && value !== null && !isList(value);
}
