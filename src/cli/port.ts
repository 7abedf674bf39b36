import { UsageError } from './command.ts';

/** The port that `--port` names; nothing where it is not given. Throws a UsageError where it is none. */
export function readPort(command: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(`${command}: --port must be a whole number from 0 to 65535`);
}
