/** The fields of a JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether the value is a JSON object: neither null nor a list. */
export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field that the sender wrote, of an object; never one that every object has, such as `constructor`. */
export function own(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Whether the sender wrote a field, and with something in it: null is the same as absent. */
export function has(value: unknown, name: string): boolean {
  const field = own(value, name);
  return field !== undefined && field !== null;
}
