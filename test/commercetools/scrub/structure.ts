/** What stays of a value whatever its texts are. */
export function structure(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structure);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, structure(part)]));
  if (typeof value !== 'string') return typeof value === 'number' ? Math.sign(value) : value;
  return value.trim() === '' ? value : 'text';
}
