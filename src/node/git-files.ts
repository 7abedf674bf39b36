import { type FromGit, git } from './git.ts';

/** Texts by their paths from the project's root. */
export type FileTexts = ReadonlyMap<string, string>;

const folders = ['mappings/', 'schemas/', 'test/mappings/'];

/** What cases are held against beside them. */
const variants = 'test/variants/';

/** The project's files as they are in a commit. Read out of git's store: the work tree is not touched. */
export async function filesInCommit(root: URL, commit: string): Promise<FromGit<FileTexts>> {
  const listed = await git(root, ['ls-tree', '-r', '-z', commit, '--', ...folders]);
  const entries = split(listed.stdout).flatMap((line) => {
    const [, id, path] = /^100\d{3} blob (\S+)\t(.+)$/s.exec(line) ?? [];
    return id === undefined || path === undefined ? [] : [{ id, path }];
  });
  const read = await git(root, ['cat-file', '--batch'], entries.map(({ id }) => `${id}\n`).join(''));
  const texts = contents(read.stdout);
  if (listed.code !== 0 || read.code !== 0 || texts.length !== entries.length)
    return { ok: false, trouble: `git cannot read the files of ${commit}` };
  return { ok: true, value: new Map(entries.map(({ path }, index) => [path, texts[index] ?? ''])) };
}

/**
 * Paths of the project's files that differ from the last commit, also those that are new or gone; all of them where there
 * is no commit yet. What git ignores is left out.
 */
export async function changedFiles(root: URL): Promise<FromGit<readonly string[]>> {
  const [first, ...rest] = await Promise.all([
    git(root, ['rev-parse', '--verify', '--quiet', 'HEAD']),
    git(root, [
      'diff',
      '--name-only',
      '-z',
      '--no-renames',
      '--no-ext-diff',
      '--relative',
      'HEAD',
      '--',
      ...folders,
      variants,
    ]),
    git(root, ['ls-files', '-z', '--others', '--exclude-standard', '--', ...folders, variants]),
    git(root, ['ls-files', '-z', '--', ...folders, variants]),
  ]);
  const [changed, untracked, tracked] = rest;
  if (untracked.code === undefined) return { ok: false, trouble: 'git is not installed, or not on the PATH' };
  if (untracked.code !== 0)
    return { ok: false, trouble: 'this folder is in no git repository, so nothing tells what changed' };
  const known = first.code === 0 ? changed : tracked;
  return { ok: true, value: [...new Set([known, untracked].flatMap(({ stdout }) => split(stdout)))] };
}

function split(output: Buffer): readonly string[] {
  return output.toString('utf8').split('\0').slice(0, -1);
}

/** The answers of `git cat-file --batch`, each `<id> <type> <bytes>`, a line break, the bytes and a line break. */
function contents(output: Buffer): readonly string[] {
  const texts: string[] = [];
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf('\n', at);
    const size = Number(output.toString('utf8', at, end).split(' ')[2]);
    if (end < 0 || !Number.isInteger(size)) break;
    texts.push(output.toString('utf8', end + 1, end + 1 + size));
    at = end + size + 2;
  }
  return texts;
}
