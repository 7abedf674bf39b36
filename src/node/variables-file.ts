/** Adds the variables of `.env`, where there is one, to the environment. What is set already stays. Throws where it cannot be read. */
export function readVariablesFile(): void {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw new Error('.env cannot be read', { cause: error });
  }
}
