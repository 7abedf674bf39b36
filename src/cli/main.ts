import { WrongSchema } from '../mapping/schema-issues.ts';
import { formatIssues } from '../report/format.ts';
import { type Io, UsageError } from './command.ts';
import { allCommands, commandNamed, findCommand } from './commands.ts';
import { exitCodes } from './exit-codes.ts';
import { helpOf, overview } from './help.ts';
import { readInput } from './input.ts';

/** Whether the command that the arguments name goes by the settings of a deployment. */
export async function isBySettings([name = '']: readonly string[]): Promise<boolean> {
  return (await findCommand(name))?.isBySettings === true;
}

/** Runs the command that the arguments name; gives the exit code. */
export async function main(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    if (error instanceof WrongSchema) {
      io.stderr(`${formatIssues(error.issues, { colour: io.colour, textOf: () => undefined })}\n`);
      return exitCodes.found;
    }
    if (!(error instanceof UsageError)) throw error;
    io.stderr(`${error.message}\n`);
    return exitCodes.usage;
  }
}

async function dispatch([name, ...rest]: readonly string[], io: Io): Promise<number> {
  if (name === undefined || overviewNames.includes(name)) return help(rest, io);
  const command = await commandNamed(name);
  const input = readInput(command, rest);
  if (!input.has('help')) return command.run(input, io);
  return help([name], io);
}

const overviewNames = ['help', '--help', '-h'];

async function help([name]: readonly string[], io: Io): Promise<number> {
  const isNamed = name !== undefined && !overviewNames.includes(name);
  io.stdout(`${isNamed ? helpOf(await commandNamed(name)) : overview(await allCommands())}\n`);
  return exitCodes.fine;
}
