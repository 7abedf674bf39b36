/** Such as ENOSPC, or the name of an error; its message could quote what it was about. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown cause';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
