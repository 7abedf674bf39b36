/**
 * A value as it stands in emitted source: the one way by which anything that an author or a sender wrote gets there. A text
 * is a string literal in which everything but plain printable ASCII is escaped, so that it can neither end nor mean
 * anything but itself.
 */
export function literal(value: string | number | boolean | null): string {
  if (typeof value === 'string') return `"${value.replace(/[^ !#-[\]-~]/g, escaped)}"`;
  if (typeof value !== 'number') return String(value);
  if (Object.is(value, -0)) return '(-0)';
  return value < 0 ? `(${value})` : String(value);
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Reads a field of an object. Only for names that no object has by itself. */
export function member(object: string, key: string): string {
  return `${object}[${literal(key)}]`;
}

/** Whether every object has something by this name, so that only its own fields may be read. */
export function isInherited(key: string): boolean {
  return key in Object.prototype;
}
