import { WrongSchema } from '../mapping/schema-issues.ts';
import { formatIssues } from '../report/format.ts';
import { nearest } from '../report/nearest.ts';
import { backfill } from './backfill.ts';
import { capture } from './capture.ts';
import { check } from './check.ts';
import { type Command, type Io, UsageError } from './command.ts';
import { consume } from './consume.ts';
import { coverage } from './coverage.ts';
import { demo } from './demo.ts';
import { diff } from './diff.ts';
import { docs } from './docs.ts';
import { doctor } from './doctor.ts';
import { exitCodes } from './exit-codes.ts';
import { explain } from './explain.ts';
import { helpOf, overview } from './help.ts';
import { readInput } from './input.ts';
import { fresh } from './new.ts';
import { plan } from './plan.ts';
import { playground } from './playground.ts';
import { replay } from './replay.ts';
import { run } from './run.ts';
import { start } from './start.ts';
import { subscription } from './subscription.ts';
import { test } from './test.ts';
import { types } from './types.ts';

export const commands: readonly Command[] = [
  check,
  test,
  coverage,
  run,
  explain,
  diff,
  fresh,
  capture,
  types,
  plan,
  docs,
  playground,
  demo,
  start,
  consume,
  backfill,
  replay,
  subscription,
  doctor,
];

/** Whether the command that the arguments name goes by the settings of a deployment. */
export function isBySettings([name]: readonly string[]): boolean {
  return commands.some((command) => command.name === name && command.isBySettings === true);
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
  const command = commandNamed(name);
  const input = readInput(command, rest);
  if (!input.has('help')) return command.run(input, io);
  return help([name], io);
}

const overviewNames = ['help', '--help', '-h'];

function help([name]: readonly string[], io: Io): number {
  const isNamed = name !== undefined && !overviewNames.includes(name);
  io.stdout(`${isNamed ? helpOf(commandNamed(name)) : overview(commands)}\n`);
  return exitCodes.fine;
}

function commandNamed(name: string): Command {
  const command = commands.find((one) => one.name === name);
  if (command === undefined) throw new UsageError(unknownCommand(name));
  return command;
}

function unknownCommand(name: string): string {
  const names = commands.map((command) => command.name);
  const meant = nearest(name, names);
  const hint = meant === undefined ? `there are ${names.join(', ')}` : `did you mean ${meant}?`;
  return `there is no command ${name}; ${hint}`;
}
