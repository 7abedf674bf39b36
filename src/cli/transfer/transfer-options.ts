import { type Input, type Option, rootOption, UsageError } from '../command.ts';

/** What backfill and replay have in common. */
export const transferOptions: readonly Option[] = [
  { name: 'dry-run', text: 'counts what would be sent, skipped and fail, and why; sends and writes nothing' },
  {
    name: 'checkpoint',
    value: 'FILE',
    text: 'remembers how far it came; the same command then goes on from there',
  },
  {
    name: 'dead-letters',
    value: 'FILE',
    text: 'what failed; else DEAD_LETTER_FILE, or a file beside the checkpoint',
  },
  { name: 'rate', value: 'N', text: 'requests to Segment in a second, at most (50)' },
  {
    name: 'patience',
    value: 'SECONDS',
    text: 'goes on trying so long while one of the two does not answer (300)',
  },
  rootOption,
];

export interface TransferOptions {
  readonly isDry: boolean;
  readonly checkpoint?: string | undefined;
  readonly deadLetters?: string | undefined;
  readonly limit?: number | undefined;
  readonly rate: number;
  readonly patience: number;
}

/** Throws a UsageError where a number is none. */
export function readTransferOptions(command: string, input: Input): TransferOptions {
  const number = (option: string, most: number) => {
    const text = input.valueOf(option);
    if (text === undefined) return undefined;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
    if (value >= 1 && value <= most) return value;
    throw new UsageError(`${command}: --${option} must be a whole number from 1 to ${most}`);
  };
  return {
    isDry: input.has('dry-run'),
    checkpoint: input.valueOf('checkpoint'),
    deadLetters: input.valueOf('dead-letters'),
    limit: number('limit', 999_999_999),
    // https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/#rate-limits
    rate: number('rate', 1_000) ?? 50,
    patience: number('patience', 86_400) ?? 300,
  };
}
