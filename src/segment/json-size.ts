/** A named part of a call and the bytes it takes on the wire, as UTF-8 JSON. */
export interface SizedPart {
  readonly name: string;
  readonly bytes: number;
  /** How many items it has, where it is a list. */
  readonly items?: number;
}

/** Bytes of a value as UTF-8 JSON; 0 where JSON leaves the value out. Throws TypeError on a cycle or a BigInt. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '');
}

/** The largest trait, property or other part of a call, such as `traits.notes` or `event`. */
export function largestPart(call: object): SizedPart | undefined {
  return Object.entries(call)
    .flatMap(([name, value]) => (isMap(value) ? fieldsOf(name, value) : [sized(name, value)]))
    .reduce<SizedPart | undefined>(
      (largest, part) => (part.bytes > (largest?.bytes ?? 0) ? part : largest),
      undefined,
    );
}

function fieldsOf(part: string, fields: object): SizedPart[] {
  return Object.entries(fields).map(([name, value]) => sized(`${part}.${name}`, value));
}

function sized(name: string, value: unknown): SizedPart {
  const part = { name, bytes: jsonBytes(value) };
  return Array.isArray(value) ? { ...part, items: value.length } : part;
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
