/**
 * What the work gives; nothing where the signal fires first. The work is not begun after that, but once begun it goes
 * on, for the others who wait for it.
 */
export async function untilSignal<Value>(
  signal: AbortSignal,
  work: () => Promise<Value>,
): Promise<Value | undefined> {
  if (signal.aborted) return undefined;
  const done = new AbortController();
  const fired = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true, signal: done.signal });
  });
  try {
    return await Promise.race([work(), fired]);
  } finally {
    done.abort();
  }
}
