/** Whether something is not there, and not only cannot be read, such as where too many files are open. */
export function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
