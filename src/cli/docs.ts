import { writeText } from '../node/case-files.ts';
import { readFolderFiles, readIfThere, readIssueExamples, removeFile } from '../node/page-files.ts';
import { count, formatIssues } from '../report/format.ts';
import { isClean } from '../report/issue.ts';
import { type Command, rootOption, UsageError } from './command.ts';
import { docsFolder, generatedNote } from './docs/page.ts';
import { guidePath, pagesOf } from './docs/pages.ts';
import { exitCodes } from './exit-codes.ts';
import { openProject } from './project.ts';

/** `mapper docs`: what the mappings send, in words, as pages that anybody can read. */
export const docs: Command = {
  name: 'docs',
  summary: 'writes a page for each mapping in plain words, with samples, a cheat sheet and the issue codes',
  details: [
    'The pages stand in mappings/docs, and the part about functions in mappings/README.md. Pages of mappings that',
    'are no longer there are removed. What the cheat sheet shows is run while it is written.',
  ],
  usage: '',
  options: [
    { name: 'check', text: 'writes nothing; fails where a page is not as it would be written' },
    rootOption,
  ],
  exits: {
    fine: 'the pages are written, or as they would be written',
    found: 'a mapping has an error, or with --check a page is not as it would be written',
  },
  examples: [{ line: 'npm run docs' }, { line: 'npm run mapper -- docs --check' }],
  run: async (input, io) => {
    if (input.names.length > 0) throw new UsageError('docs: takes no names; it writes all pages');
    const project = await openProject(input);
    const { root, issues, textOf } = project;
    if (!isClean(issues)) {
      io.stderr(`${formatIssues(issues, { colour: io.colour, textOf })}\n`);
      return exitCodes.found;
    }
    const guide = await readIfThere(root, guidePath);
    const pages = await pagesOf(project, guide, await readIssueExamples(root));
    const there = await readFolderFiles(root, docsFolder, '.md');
    const found = new Map(
      [...there, ...(guide === undefined ? [] : [{ path: guidePath, text: guide }])].map(({ path, text }) => [
        path,
        text,
      ]),
    );
    const stale = pages.filter(({ path, text }) => found.get(path) !== text);
    const needless = there.filter(
      ({ path, text }) => text.startsWith(generatedNote) && !pages.some((page) => page.path === path),
    );
    if (input.has('check')) {
      for (const { path } of stale) io.stderr(`${path} is not as it would be written\n`);
      for (const { path } of needless) io.stderr(`${path} is of no mapping\n`);
      if (stale.length + needless.length > 0) io.stderr('run: npm run docs\n');
      else io.stdout(`${count(pages.length, 'page')}: all as they would be written\n`);
      return stale.length + needless.length > 0 ? exitCodes.found : exitCodes.fine;
    }
    for (const { path, text } of stale) {
      await writeText(root, path, text);
      io.stdout(`wrote ${path}\n`);
    }
    for (const { path } of needless) {
      await removeFile(root, path);
      io.stdout(`removed ${path}\n`);
    }
    io.stdout(`${count(pages.length, 'page')}: ${stale.length} written\n`);
    return exitCodes.fine;
  },
};
