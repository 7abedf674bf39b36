import { changesBelow, untilCtrlC } from '../node/watch.ts';
import { affectedMappings, changedPaths } from './cases/affected.ts';
import { showTested, testedAsJson } from './cases/show-tested.ts';
import { isPassed, testMappings } from './cases/test-mappings.ts';
import { selectedMappings } from './cases/test-selection.ts';
import { type Command, type Input, type Io, jsonOption, rootOption, UsageError } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { mappingName, type ProjectFiles, readProject } from './project.ts';

/** `mapper test`: what the mappings make of the sample deliveries, held against the snapshots. */
export const test: Command = {
  name: 'test',
  summary: 'runs the mappings on their sample deliveries and shows which calls changed',
  details: [
    'Holds what each mapping makes of its .delivery.json against the .calls.json beside it, here and in the',
    'variants of test/variants/. Each field that differs is shown with its place in the mapping. Mappings that are',
    'not asked for are not looked at.',
  ],
  usage: '[mapping…]',
  options: [
    { name: 'update', text: 'writes the snapshots that differ or are missing, and says which' },
    {
      name: 'changed',
      text: 'only mappings that differ from the last commit, by their files or by what they use',
    },
    { name: 'watch', text: 'stays, and tests again what a change of mappings/ or test/ makes another' },
    jsonOption,
    rootOption,
  ],
  exits: {
    fine: 'every case gives what its snapshot says, or was written; --watch was ended',
    found: 'a case gives something else, or a file has an error',
  },
  examples: [
    { line: 'npm run mapper -- test' },
    { line: 'npm run mapper -- test customer.created --update' },
    { line: 'npm run mapper -- test --changed' },
    { line: 'npm run mapper -- test --watch', stays: true },
  ],
  run: async (input, io) => {
    if (input.has('watch') && input.has('json')) throw new UsageError('test: --watch shows no JSON');
    const read = await readProject(input);
    const tested = await testMappings(read, await selectedMappings(input, read), input.has('update'));
    if (input.has('json')) io.stdout(`${testedAsJson(tested)}\n`);
    else io.stdout(`${showTested(tested, io.colour, input.has('watch'))}\n`);
    if (tested.refused !== undefined) io.stderr(`test: ${tested.refused}\n`);
    if (input.has('watch')) return watchProject(input, io, read);
    if (tested.refused !== undefined) return exitCodes.broken;
    return isPassed(tested) ? exitCodes.fine : exitCodes.found;
  },
};

/** Tests what changes, until it is stopped. Says nothing of what passes, nor where nothing that counts was changed. */
async function watchProject(input: Input, io: Io, read: ProjectFiles): Promise<number> {
  const signal = io.stop ?? untilCtrlC();
  const folders = ['mappings/', 'test/mappings/', 'test/variants/'];
  const changes = changesBelow(read.root, folders, signal);
  io.stdout('\nwatching mappings/ and test/ (Ctrl-C ends it)\n');
  let last = read;
  for await (const _ of changes) {
    const fresh = await readOrSay(input, io);
    const paths = fresh === undefined ? [] : changedPaths(last, fresh);
    if (fresh === undefined || paths.length === 0) continue;
    const affected = affectedMappings(paths, last.sources, fresh);
    const asked = input.names.map(mappingName);
    const names = affected.filter((name) => asked.length === 0 || asked.includes(name));
    last = fresh;
    if (names.length === 0) continue;
    const shown = names.length > 3 ? `${names.length} mappings` : names.join(', ');
    io.stdout(`\n${shown}\n`);
    const tested = await testMappings(fresh, names, input.has('update'));
    io.stdout(`${showTested(tested, io.colour, true)}\n`);
    if (tested.refused !== undefined) io.stderr(`test: ${tested.refused}\n`);
  }
  return exitCodes.fine;
}

/** A file that is just being saved may be missing for a moment. */
async function readOrSay(input: Input, io: Io): Promise<ProjectFiles | undefined> {
  try {
    return await readProject(input);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    io.stderr(`${error.message}\n`);
    return undefined;
  }
}
