import { parseArgs } from 'node:util';
import { nearest } from '../report/nearest.ts';
import { type Command, type Input, UsageError } from './command.ts';

/** Reads what stands behind a command's name. Throws a UsageError on an option the command does not have. */
export function readInput({ name, options }: Command, args: readonly string[]): Input {
  const known = [...options, { name: 'help', text: '' }];
  const config = known.map((option) => [
    option.name,
    'value' in option
      ? ({ type: 'string' } as const)
      : ({ type: 'boolean', ...(option.name === 'help' ? { short: 'h' } : {}) } as const),
  ]);
  try {
    const parsed = parseArgs({
      args: [...args],
      options: Object.fromEntries(config),
      strict: true,
      allowPositionals: true,
      tokens: true,
    });
    const values = new Map<string, unknown>(Object.entries(parsed.values));
    const empty = known.find((option) => values.get(option.name) === '');
    if (empty !== undefined)
      throw new UsageError(
        `${name}: --${empty.name} is empty: give it a value, or leave it out; a variable of the shell may not be set`,
      );
    const given = parsed.tokens.flatMap((token) => (token.kind === 'option' ? [token] : []));
    // Of two, the last would count, and nobody know that the other does not.
    const again = given.find(
      (one, index) =>
        one.value !== undefined && given.slice(0, index).some((before) => before.name === one.name),
    );
    if (again !== undefined)
      throw new UsageError(`${name}: --${again.name} stands there twice; give it once`);
    return {
      names: parsed.positionals,
      has: (option) => values.get(option) === true,
      valueOf: (option) => {
        const value = values.get(option);
        return typeof value === 'string' ? value : undefined;
      },
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(sentence(error, name, known));
  }
}

/** Node's own sentence, unless it is about an option that does not exist: then what was meant can be said. */
function sentence(error: TypeError, command: string, known: readonly { readonly name: string }[]): string {
  const unknown = /^Unknown option '(--?[^']+)'/.exec(error.message)?.[1];
  if (unknown === undefined)
    return `${command}: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`;
  const meant = nearest(
    unknown.replace(/^-+/, ''),
    known.map(({ name }) => name),
  );
  const hint = meant === undefined ? `see mapper ${command} --help` : `did you mean --${meant}?`;
  return `${command}: there is no option ${unknown}; ${hint}`;
}
