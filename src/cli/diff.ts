import { type Command, rootOption, UsageError } from './command.ts';
import { diffAsJson } from './diff/diff-json.ts';
import { diffMappings } from './diff/diff-mappings.ts';
import { diffAsMarkdown } from './diff/diff-markdown.ts';
import { diffAsText } from './diff/diff-text.ts';
import { openSides } from './diff/open-sides.ts';
import { exitCodes } from './exit-codes.ts';

/** `mapper diff`: what a change of the files does to the calls. */
export const diff: Command = {
  name: 'diff',
  summary: 'shows what a change does to the calls of all samples, field by field',
  details: [
    'Holds the mappings of a commit (HEAD, unless another is named) against the files as they are now; A B, A..B',
    'and A...B hold two commits against each other, as git diff does. Each side has its own shared values, tables',
    'and schemas. Both sides get the same samples: those of the later one, and those only the earlier one has.',
  ],
  usage: '[commit [commit]]',
  options: [
    {
      name: 'format',
      value: 'FORMAT',
      text: 'text, markdown (for a pull request, at most 65,536 characters) or json',
    },
    { name: 'exit-code', text: 'ends with 1 where there is a difference' },
    rootOption,
  ],
  exits: {
    fine: 'the difference is shown; with --exit-code: there is none',
    found: 'with --exit-code: there is a difference',
  },
  examples: [
    { line: 'npm run mapper -- diff' },
    { line: 'npm run mapper -- diff HEAD~1 HEAD --format markdown' },
    { line: 'npm run mapper -- diff HEAD~1..HEAD --format json' },
  ],
  run: async (input, io) => {
    const show = formats.get(input.valueOf('format') ?? 'text');
    if (show === undefined)
      throw new UsageError(`diff: --format must be one of ${[...formats.keys()].join(', ')}`);
    const found = await diffMappings(...(await openSides(input)));
    io.stdout(`${show(found, io.colour)}\n`);
    return input.has('exit-code') && found.mappings.length > 0 ? exitCodes.found : exitCodes.fine;
  },
};

const formats: ReadonlyMap<string, typeof diffAsText> = new Map([
  ['text', diffAsText],
  ['markdown', (found) => diffAsMarkdown(found)],
  ['json', (found) => diffAsJson(found)],
]);
