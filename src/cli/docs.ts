import { writeTexts } from '../node/case-files.ts';
import { readFolderFiles, readIfThere, readIssueExamples, removeFile } from '../node/page-files.ts';
import { count, formatIssues } from '../report/format.ts';
import { isClean } from '../report/issue.ts';
import { type Command, type Io, rootOption, UsageError } from './command.ts';
import { docsFolder, generatedNote, type Page } from './docs/page.ts';
import { guidePath, pagesOf } from './docs/pages.ts';
import { exitCodes } from './exit-codes.ts';
import { openProject, type Project } from './project.ts';

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
    const { issues, textOf } = project;
    if (!isClean(issues)) {
      io.stderr(`${formatIssues(issues, { colour: io.colour, textOf })}\n`);
      return exitCodes.found;
    }
    const found = await compare(project);
    return input.has('check') ? tell(found, io) : write(project.root, found, io);
  },
};

/** The pages as they would be written, those among them that are not so yet, and paths of those that are of no mapping. */
interface Found {
  readonly pages: readonly Page[];
  readonly stale: readonly Page[];
  readonly needless: readonly string[];
}

async function compare(project: Project): Promise<Found> {
  const { root } = project;
  const guide = await readIfThere(root, guidePath);
  const pages = await pagesOf(project, guide, await readIssueExamples(root));
  const there = await readFolderFiles(root, docsFolder, '.md');
  const texts = new Map(there.map(({ path, text }) => [path, text]));
  const textAt = (path: string) => (path === guidePath ? guide : texts.get(path));
  const isOurs = (path: string) => pages.some((page) => page.path === path);
  return {
    pages,
    stale: pages.filter(({ path, text }) => textAt(path) !== text),
    // Pages of other people's own may stand in the folder too.
    needless: there.flatMap(({ path, text }) =>
      text.startsWith(generatedNote) && !isOurs(path) ? [path] : [],
    ),
  };
}

function tell({ pages, stale, needless }: Found, io: Io): number {
  for (const { path } of stale) io.stderr(`${path} is not as it would be written\n`);
  for (const path of needless) io.stderr(`${path} is of no mapping\n`);
  if (stale.length + needless.length > 0) {
    io.stderr('run: npm run docs\n');
    return exitCodes.found;
  }
  io.stdout(`${count(pages.length, 'page')}: all as they would be written\n`);
  return exitCodes.fine;
}

async function write(root: URL, { pages, stale, needless }: Found, io: Io): Promise<number> {
  await writeTexts(root, stale);
  for (const { path } of stale) io.stdout(`wrote ${path}\n`);
  for (const path of needless) {
    await removeFile(root, path);
    io.stdout(`removed ${path}\n`);
  }
  io.stdout(`${count(pages.length, 'page')}: ${stale.length} written\n`);
  return exitCodes.fine;
}
