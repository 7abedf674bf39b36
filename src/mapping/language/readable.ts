/**
 * What JSONata marks its own lists and functions with. It takes an object with one of these keys for a function of its
 * own, and no payload of a sender may make a field invisible or an expression fail that way.
 */
export const unreadableNames: readonly string[] = [
  '_jsonata_lambda',
  '_jsonata_function',
  '__proto__',
  'tupleStream',
  'outerWrapper',
];

/** No payload is nested like this; one that is must not end the process when it is copied or written out. */
const deepestReadable = 500;

declare const mark: unique symbol;

/** JSON that expressions may read: without the names that mean something to JSONata, and not nested too deeply. */
export interface Readable {
  readonly [mark]: true;
}

/** The payload itself where expressions may read all of it, as is known or is found out here; else a copy that they may. */
export function readable(value: unknown, isKnown = false): Readable {
  return (isKnown || isReadable(value, 0) ? value : readableCopy(value)) as Readable;
}

/** A copy without the names that mean something to JSONata, and without what is nested more deeply than any payload. */
export function readableCopy(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepestReadable) return undefined;
  if (Array.isArray(value)) return value.map((item) => readableCopy(item, depth + 1));
  const entries = Object.entries(value).filter(([key]) => !unreadable.has(key));
  return Object.fromEntries(entries.map(([key, part]) => [key, readableCopy(part, depth + 1)]));
}

/** Names of fields that mean something to JSONata itself. */
export const unreadable: ReadonlySet<string> = new Set(unreadableNames);

/** By its first letter and its length, which is quicker than to look it up. */
function mayBeUnreadable(key: string): boolean {
  const first = key.charCodeAt(0);
  return key.length >= shortestUnreadable && (first === underscore || first === t || first === o);
}

const shortestUnreadable = '__proto__'.length;
const [underscore, t, o] = [0x5f, 0x74, 0x6f];

function isReadable(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth > deepestReadable) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (!isReadable(item, depth + 1)) return false;
    return true;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  for (const key in fields) {
    if (mayBeUnreadable(key) && unreadable.has(key)) return false;
    const part = fields[key];
    if (typeof part === 'object' && part !== null && !isReadable(part, depth + 1)) return false;
  }
  return true;
}
