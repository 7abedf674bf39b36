import { variablesOr } from '../node/known-variables.ts';
import { textOf } from '../node/variables.ts';
import { type Command, type Input, type Io, UsageError } from './command.ts';

/**
 * Throws a UsageError where npm has kept options for itself, as it does with those that no "--" stands before: a dry run would send,
 * and without --since everything would be sent. https://docs.npmjs.com/cli/using-npm/config#command-line-flags
 */
export function refuseKeptByNpm(
  { name, options }: Pick<Command, 'name' | 'options'>,
  input: Input,
  io: Io,
): void {
  const variables = variablesOr(io.env);
  const kept = options
    .map((option) => option.name)
    .filter((option) => !input.has(option) && input.valueOf(option) === undefined)
    .filter((option) => textOf(variables, `npm_config_${option.replaceAll('-', '_')}`) !== undefined)
    .map((option) => `--${option}`);
  if (kept.length > 0)
    throw new UsageError(
      `${name}: npm has kept ${kept.join(', ')} for itself; write "--" before the command: npm run mapper -- ${name} …`,
    );
}
