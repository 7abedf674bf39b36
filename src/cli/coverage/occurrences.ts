/** In how many deliveries a field has a value, by its path; lists are walked through without a mark. */
export function occurrences(payloads: readonly unknown[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const payload of payloads)
    for (const path of new Set(pathsIn(payload, ''))) counts.set(path, (counts.get(path) ?? 0) + 1);
  return counts;
}

function pathsIn(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => pathsIn(item, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => {
    const own = path === '' ? name : `${path}.${name}`;
    return part === null ? [] : [own, ...pathsIn(part, own)];
  });
}
