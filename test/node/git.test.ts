import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ownRoot, readCases } from '../../src/node/case-files.ts';
import { commitOf, mergeBaseOf } from '../../src/node/git.ts';
import { changedFiles, filesInCommit } from '../../src/node/git-files.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import { casesIn, sourcesIn } from '../../src/node/project-texts.ts';
import { commitAll, gitIn } from '../cli/git-project.ts';

let folder = '';
let first = '';
const project = () => join(folder, 'shop #1');
const root = () => pathToFileURL(`${project()}/`);

// A project within a larger repository, with names that git would quote.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'git-'));
  for (const part of ['mappings', 'schemas', 'test/mappings'])
    await cp(part, join(project(), part), { recursive: true });
  await writeFile(join(project(), 'mappings/größe "1".yaml'), 'on: [');
  await writeFile(join(project(), '.gitignore'), 'left-out.yaml\n');
  await writeFile(join(folder, 'README.md'), 'outside');
  await writeFile(join(folder, '.gitignore'), 'clone\nempty\n');
  first = commitAll(folder, 'first');
});
afterAll(() => rm(folder, { recursive: true }));

test('what is read out of a commit is what is read from the disk', async () => {
  const texts = await filesInCommit(root(), first);
  if (!texts.ok) throw new Error(texts.trouble);
  const sources = sourcesIn(texts.value);
  if (!sources.ok) throw new Error(sources.missing);
  const folders = { mappings: new URL('mappings/', root()), schemas: new URL('schemas/', root()) };
  const read = await readProjectFiles(folders);
  expect(sources.value.mappings).toEqual(read.mappings);
  expect(sources.value).toEqual({ ...read, inputs: sources.value.inputs });
  expect([...sources.value.inputs].map(([name, { path, text }]) => [name, path, text])).toEqual(
    [...read.inputs].map(([name, { path, text }]) => [name, path, text]),
  );
  expect(casesIn(texts.value)).toEqual(await readCases(root()));
});

test('files that were changed, are new or gone, within the project', async () => {
  expect(await changedFiles(root())).toEqual({ ok: true, value: [] });
  await writeFile(join(project(), 'mappings/größe "1".yaml'), 'on: {');
  await writeFile(join(project(), 'mappings/new.yaml'), '');
  await writeFile(join(project(), 'mappings/left-out.yaml'), '');
  await rm(join(project(), 'mappings/tables'), { recursive: true });
  await writeFile(join(folder, 'README.md'), 'changed');
  const found = await changedFiles(root());
  expect(found).toMatchObject({ ok: true });
  const paths = found.ok ? found.value : [];
  expect(paths.filter((path) => !path.startsWith('mappings/tables/'))).toEqual([
    'mappings/größe "1".yaml',
    'mappings/new.yaml',
  ]);
  expect(paths.some((path) => path.startsWith('mappings/tables/'))).toBe(true);
});

test('before the first commit, all files are changed', async () => {
  const empty = join(folder, 'empty');
  await mkdir(join(empty, 'mappings'), { recursive: true });
  gitIn(empty, 'init', '--quiet');
  for (const name of ['a', 'b']) await writeFile(join(empty, `mappings/${name}.yaml`), '');
  gitIn(empty, 'add', 'mappings/a.yaml');
  expect(await changedFiles(pathToFileURL(`${empty}/`))).toEqual({
    ok: true,
    value: ['mappings/a.yaml', 'mappings/b.yaml'],
  });
});

test('a hook of git does not lead to another repository', async () => {
  vi.stubEnv('GIT_DIR', join(folder, 'nowhere'));
  expect(await commitOf(root(), 'HEAD')).toEqual({ ok: true, value: first });
  vi.unstubAllEnvs();
});

test('a commit is named as git names it; what is none is told in words', async () => {
  expect(await commitOf(root(), 'main')).toEqual({ ok: true, value: first });
  expect(await commitOf(root(), first.slice(0, 8))).toEqual({ ok: true, value: first });
  const none =
    'there is no commit main~1 here; git log --oneline lists commits, git branch --all lists branches';
  expect(await commitOf(root(), 'main~1')).toEqual({ ok: false, trouble: none });
});

test('a clone of the last commits only says how to get the others', async () => {
  const clone = join(folder, 'clone');
  commitAll(folder, 'second');
  gitIn(folder, 'clone', '--quiet', '--depth=1', pathToFileURL(folder).href, clone);
  const trouble =
    'there is no commit HEAD~1 here; this clone holds the last commits only: git fetch --unshallow brings the others';
  expect(await commitOf(pathToFileURL(`${clone}/`), 'HEAD~1')).toEqual({ ok: false, trouble });
});

test('where two commits began to differ', async () => {
  expect(await mergeBaseOf(root(), first, 'HEAD')).toEqual({ ok: true, value: first });
  const other = gitIn(folder, 'commit-tree', '-m', 'other', 'HEAD^{tree}').trim();
  const trouble = 'the two commits have no common ancestor here';
  expect(await mergeBaseOf(root(), first, other)).toEqual({ ok: false, trouble });
});

test('without git, and without a repository, it says so', async () => {
  const outside = pathToFileURL(`${tmpdir()}/`);
  expect(await commitOf(outside, 'HEAD')).toEqual({
    ok: false,
    trouble: expect.stringContaining('git does not read this folder: not a git repository'),
  });
  expect(await changedFiles(outside)).toMatchObject({ ok: false });
  vi.stubEnv('PATH', '');
  const trouble = 'git is not installed, or not on the PATH';
  expect(await commitOf(ownRoot, 'HEAD')).toEqual({ ok: false, trouble });
  expect(await changedFiles(ownRoot)).toEqual({ ok: false, trouble });
  vi.unstubAllEnvs();
});
