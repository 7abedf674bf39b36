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

/**
 * A number that `jsonBytes` is not above; quicker to find, since nothing is written out. Texts are counted where they
 * stand: most parts are such, and a call for each takes longer than to count it. The values are had as a list, because
 * reading each by its name takes longer.
 */
export function mostJsonBytes(value: object): number {
  const parts: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  let [bytes, units] = [2 + 6 * parts.length, 0];
  if (parts !== value) for (const name in value) units += name.length;
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index];
    if (typeof part === 'string') units += part.length;
    else bytes += typeof part === 'object' && part !== null ? mostJsonBytes(part) : longestOther;
  }
  return bytes + mostPerUnit * units;
}

/** A control character is written as six: https://www.rfc-editor.org/rfc/rfc8259#section-7. */
const mostPerUnit = 6;
/** Of numbers, such as -1.2345678901234567e-300. */
const longestOther = 25;

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
