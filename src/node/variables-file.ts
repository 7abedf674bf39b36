import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/**
 * Adds the variables of `.env`, where there is one, to the environment. What is set already stays. Throws where it cannot be read.
 * `process.loadEnvFile` would take the mark with which Windows begins a file for a part of the first name.
 */
export function readVariablesFile(): void {
  const text = textOfFile('.env')?.replace(/^\ufeff/, '');
  if (text === undefined) return;
  if (text.includes('\0')) throw new Error('.env is no UTF-8, and looks like UTF-16: save it as UTF-8');
  for (const [name, value] of Object.entries(parseEnv(text))) process.env[name] ??= value;
}

function textOfFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Error(`${path} cannot be read`, { cause: error });
  }
}
