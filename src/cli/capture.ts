import { randomInt } from 'node:crypto';
import type { Catalog } from '../mapping/catalog.ts';
import { chooseMapping, freeName } from './capture/choose-mapping.ts';
import { commonKnowledge } from './capture/common-knowledge.ts';
import { isSameKind, kindInWords, outcomeKind } from './capture/outcome-kind.ts';
import { type Notification, readCaptured, typeOf } from './capture/read-captured.ts';
import { replacedInWords, scrubUntilClean } from './capture/scrub-until-clean.ts';
import { tellFetched } from './capture/tell-fetched.ts';
import { textOf, writeCase } from './capture/write-case.ts';
import { mapBody } from './cases/run-cases.ts';
import { type Command, type Input, type Io, rootOption, UsageError } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { givenFile } from './given-file.ts';
import { openProject, type Project } from './project.ts';

/** `mapper capture`: a real delivery becomes a test case that tells of nobody. */
export const capture: Command = {
  name: 'capture',
  summary: 'makes a test case of a real delivery: look-alikes for personal values, no secrets',
  details: [
    'The delivery is a file, or stdin where "-" stands for it; it may be in the wrapper of a queue, in a list, or one',
    'of several lines. Look-alikes are drawn by lot, anew in each run. A check looks for every text of the original',
    'before anything is shown or written, and refuses where it finds one.',
  ],
  usage: '<delivery.json | ->',
  options: [
    { name: 'mapping', value: 'NAME', text: 'whose case it is; else the one that listens' },
    { name: 'name', value: 'CASE', text: 'of the case; else captured, captured-2, …' },
    { name: 'part', value: 'N', text: 'which delivery, where the file holds several' },
    { name: 'write', text: 'writes the case and its snapshot; else the case is only shown' },
    rootOption,
  ],
  exits: {
    fine: 'the case is shown or written, and the mapping makes of it what it makes of the original',
    found:
      'it holds no delivery, no mapping is chosen, something is left, or the mapping makes something else of it',
  },
  examples: [
    {
      line: 'npm run mapper -- capture - --name no-company --write --mapping customer.created < test/mappings/customer.created/rich.delivery.json',
    },
    { line: 'npm run mapper -- capture test/mappings/customer.created/rich.delivery.json' },
  ],
  run: async (input, io) => {
    const [path, ...more] = input.names;
    if (path === undefined || more.length > 0)
      throw new UsageError('capture: takes the file of a delivery ("-" reads it from stdin)');
    const name = askedName(input);
    const project = await openProject(input);
    const captured = readCaptured(await givenFile('capture', path, io));
    if (!captured.ok) return refuse(io, `${path} holds no delivery: ${captured.reason}`);
    const original = partOf(captured.notifications, input);
    const type = typeOf(original);
    if (!project.sources.inputs.has(type))
      return refuse(io, 'its type has no schema, so nobody can say what in it is personal');
    return captureCase({ original, type, name }, project, input, io);
  },
};

interface Asked {
  readonly original: Notification;
  readonly type: string;
  readonly name: string | undefined;
}

async function captureCase(
  { original, type, name }: Asked,
  project: Project,
  input: Input,
  io: Io,
): Promise<number> {
  const chosen = chooseMapping(type, input.valueOf('mapping'), project);
  const isWritten = input.has('write');
  if ('reason' in chosen && isWritten) return refuse(io, chosen.reason);
  const free = 'mapping' in chosen ? freeName(name, chosen.mapping, project) : '';
  const common = commonKnowledge(original, type, project.sources, chosen.listening);
  const clean = scrubUntilClean(original, common, io.draw ?? randomInt);
  if (!clean.ok)
    return refuse(
      io,
      `nothing is written: something of the original is left at ${clean.pointers.join(', ')}`,
    );
  const { notification: delivery } = clean;
  io.stderr(`${replacedInWords(clean)}\n`);
  if (!isWritten) io.stdout(textOf(delivery));
  if ('reason' in chosen) {
    io.stderr(`${chosen.reason}\n`);
    return exitCodes.fine;
  }
  const { mapping } = chosen;
  const written = isWritten
    ? await writeCase(project, { mapping, name, delivery }, io)
    : { ok: true as const, name: free };
  if (!written.ok) {
    io.stderr(`nothing is written: ${written.reason}\n`);
    return exitCodes.broken;
  }
  const { catalog } = project;
  const alone = { ...catalog, mappings: catalog.mappings.filter((one) => one.name === mapping) };
  const isSame = await tellOutcome(mapping, original, delivery, alone, io);
  await tellFetched({ mapping, name: written.name, delivery }, alone, io);
  return isSame ? exitCodes.fine : exitCodes.found;
}

/** Says what the mapping makes of the case; gives whether it is what it makes of the original. */
async function tellOutcome(
  mapping: string,
  original: Notification,
  delivery: Notification,
  alone: Catalog,
  io: Io,
): Promise<boolean> {
  const before = outcomeKind(await mapBody(original, alone));
  const after = outcomeKind(await mapBody(delivery, alone));
  const isSame = isSameKind(before, after);
  const words = isSame
    ? `${kindInWords(after)}, as of the original`
    : `${kindInWords(after)}; of the original ${kindInWords(before)}`;
  io.stderr(`${mapping}: ${words}\n`);
  if (!isSame) io.stderr('what makes the difference was replaced: put it in by hand, as an invented value\n');
  return isSame;
}

function askedName(input: Input): string | undefined {
  const name = input.valueOf('name');
  if (name === undefined || /^[a-z0-9][a-z0-9-]*$/.test(name)) return name;
  throw new UsageError('capture: a case is named in small letters, digits and dashes, such as no-company');
}

function partOf(notifications: readonly Notification[], input: Input): Notification {
  const asked = input.valueOf('part');
  const many = notifications.length;
  const [first] = notifications;
  if (asked === undefined && many === 1 && first !== undefined) return first;
  const one = asked !== undefined && /^\d{1,6}$/.test(asked) ? notifications[Number(asked) - 1] : undefined;
  if (one !== undefined) return one;
  throw new UsageError(
    many === 1
      ? 'capture: it holds one delivery: leave out --part'
      : `capture: it holds ${many} deliveries: choose one with --part, 1 to ${many}`,
  );
}

function refuse(io: Io, why: string): number {
  io.stderr(`${why}\n`);
  return exitCodes.found;
}
