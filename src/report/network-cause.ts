/**
 * The code by which an engineer recognises a network error, such as ECONNREFUSED, ENOTFOUND, ECONNRESET or
 * UND_ERR_SOCKET: the first one found along the chain of causes. Messages are not used, they name hosts and values.
 */
export function networkCause(error: unknown): string {
  return codeOf(error, 5) ?? 'network-error';
}

function codeOf(error: unknown, depth: number): string | undefined {
  if (!(error instanceof Error) || depth === 0) return undefined;
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code)) return code;
  return codeOf(error.cause, depth - 1);
}
