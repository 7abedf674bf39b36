import type { Fields } from '../fields.ts';

/** Resources at a version, for the deliveries that tell several things of the same change. */
export interface ResourceCache {
  readonly get: (name: string, version: number) => Fields | undefined;
  readonly set: (name: string, version: number, value: Fields) => void;
}

/** Keeps the last so many, in memory and nowhere else. A resource never changes without another version. */
export function resourceCache(most = 50): ResourceCache {
  const kept = new Map<string, Fields>();
  const keyOf = (name: string, version: number) => `${name} ${version}`;
  return {
    get: (name, version) => kept.get(keyOf(name, version)),
    set: (name, version, value) => {
      kept.set(keyOf(name, version), value);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    },
  };
}
