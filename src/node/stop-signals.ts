/** The last one comes when a terminal is closed; what `nohup` says of it, Node forgets. */
const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Calls back at the first of them; a second one ends the process at once. The function that comes back ends the waiting for one. */
export function onceStopped(stop: () => void): () => void {
  const stopped = () => {
    for (const signal of signals) process.off(signal, stopped);
    stop();
  };
  for (const signal of signals) process.once(signal, stopped);
  return () => {
    for (const signal of signals) process.off(signal, stopped);
  };
}
