/** Where an unexpected error came from. */
export interface Trace {
  readonly name: string;
  readonly message?: string;
  readonly frames: readonly string[];
}

const frame = /^\s+at .*(?::\d+:\d+\)?|\(<anonymous>\)|\(native\))$/;

/** An error's name and frames. Not its message: an error of a parser or of a library may quote what it choked on. */
export function traceOf(error: unknown): Trace {
  if (!(error instanceof Error)) return { name: `a thrown ${typeof error}`, frames: [] };
  const stack = typeof error.stack === 'string' ? error.stack : '';
  const messageAt = stack.indexOf(error.message);
  const lines = (messageAt < 0 ? stack : stack.slice(messageAt + error.message.length)).split('\n');
  const frames = lines.filter((line) => frame.test(line)).map((line) => line.trim());
  return { name: /^\w{1,64}$/.test(error.name) ? error.name : 'Error', frames: frames.slice(0, 20) };
}

/** With its message too; for an error of our own files, when no delivery is at hand that it could quote. */
export function fullTraceOf(error: unknown): Trace {
  return { ...traceOf(error), message: error instanceof Error ? error.message : String(error) };
}
