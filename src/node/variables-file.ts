import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { causeOf } from '../report/cause-of.ts';
import { isAbsent } from './is-absent.ts';

/**
 * Adds the variables of `.env`, where there is one, to the environment. What is set already stays. Gives why it cannot be read, if
 * it cannot. `process.loadEnvFile` would take the mark with which Windows begins a file for a part of the first name.
 */
export function readVariablesFile(path = '.env'): string | undefined {
  try {
    return addVariables(path, readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
  } catch (error) {
    if (isAbsent(error)) return undefined;
    // Docker makes a folder where a file that is to be mounted is not there.
    return `${path} cannot be read (${causeOf(error)}): it must be a file that the user of this process may read`;
  }
}

function addVariables(path: string, text: string): string | undefined {
  if (text.includes('\0')) return `${path} is no UTF-8, and looks like UTF-16: save it as UTF-8`;
  for (const [name, value] of Object.entries(parseEnv(text))) process.env[name] ??= value;
  return undefined;
}
