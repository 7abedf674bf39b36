import { nearest } from '../report/nearest.ts';
import { type Command, UsageError } from './command.ts';

/** Each is loaded when it is called: all of them together take three times as long as most of them alone. */
const loaders: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check.ts')).check,
  test: async () => (await import('./test.ts')).test,
  coverage: async () => (await import('./coverage.ts')).coverage,
  run: async () => (await import('./run.ts')).run,
  explain: async () => (await import('./explain.ts')).explain,
  diff: async () => (await import('./diff.ts')).diff,
  new: async () => (await import('./new.ts')).fresh,
  capture: async () => (await import('./capture.ts')).capture,
  types: async () => (await import('./types.ts')).types,
  plan: async () => (await import('./plan.ts')).plan,
  docs: async () => (await import('./docs.ts')).docs,
  playground: async () => (await import('./playground.ts')).playground,
  demo: async () => (await import('./demo.ts')).demo,
  start: async () => (await import('./start.ts')).start,
  consume: async () => (await import('./consume.ts')).consume,
  backfill: async () => (await import('./backfill.ts')).backfill,
  replay: async () => (await import('./replay.ts')).replay,
  subscription: async () => (await import('./subscription.ts')).subscription,
  doctor: async () => (await import('./doctor.ts')).doctor,
};

/** All commands, in the order in which the help lists them. */
export function allCommands(): Promise<readonly Command[]> {
  return Promise.all(Object.values(loaders).map((load) => load()));
}

/** The command of a name; nothing where there is none. */
export async function findCommand(name: string): Promise<Command | undefined> {
  return Object.hasOwn(loaders, name) ? loaders[name]?.() : undefined;
}

/** The command of a name. Throws a UsageError that names what was meant. */
export async function commandNamed(name: string): Promise<Command> {
  const command = await findCommand(name);
  if (command === undefined) throw new UsageError(unknownCommand(name));
  return command;
}

function unknownCommand(name: string): string {
  const names = Object.keys(loaders);
  const meant = nearest(name, names);
  const hint = meant === undefined ? `there are ${names.join(', ')}` : `did you mean ${meant}?`;
  return `there is no command ${name}; ${hint}`;
}
