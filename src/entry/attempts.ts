/** Attempts to load parts of a program, which remember what could not be loaded. */
export interface Attempts {
  /** Loads a part, or throws what it throws. */
  readonly make: <Part>(load: () => Part) => Part;
  /** Why a part cannot be loaded that could not be before; each of those is tried again now. Nothing where none has failed. */
  readonly trouble: () => unknown;
}

export function attempts(): Attempts {
  const failed = new Set<() => unknown>();
  const make = <Part>(load: () => Part): Part => {
    failed.add(load);
    const part = load();
    failed.delete(load);
    return part;
  };
  const trouble = () => {
    for (const load of failed) {
      try {
        make(load);
      } catch (error) {
        return error;
      }
    }
    return undefined;
  };
  return { make, trouble };
}
