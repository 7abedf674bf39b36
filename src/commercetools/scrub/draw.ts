/** A whole number from 0 up to, but not including, `below`: by lot. Given in, so that nothing here is chance. */
export type Draw = (below: number) => number;

/** One of the items. Throws where there is none. */
export function drawOne<T>(items: readonly T[], draw: Draw): T {
  const item = items[draw(items.length)];
  if (item === undefined) throw new Error('there is nothing to draw from');
  return item;
}

/** Remembers what was drawn for a key, so that the same always gets the same. */
export function remembering(make: (key: string) => string): (key: string) => string {
  const known = new Map<string, string>();
  return (key) => {
    const found = known.get(key) ?? make(key);
    known.set(key, found);
    return found;
  };
}
