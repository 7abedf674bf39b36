/**
 * Does a work once and gives its value to everyone who asks, also to those who ask while it is under way. A rejection
 * is told to those who waited for it and then forgotten: one bad moment must not spoil an instance for good.
 */
export function once<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let begun: Promise<Value> | undefined;
  return () => {
    begun ??= work().catch((error: unknown) => {
      begun = undefined;
      throw error;
    });
    return begun;
  };
}
