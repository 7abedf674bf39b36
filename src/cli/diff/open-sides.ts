import { readCases } from '../../node/case-files.ts';
import { commitOf, type FromGit, mergeBaseOf } from '../../node/git.ts';
import { filesInCommit } from '../../node/git-files.ts';
import { casesIn, sourcesIn } from '../../node/project-texts.ts';
import { type Input, UsageError } from '../command.ts';
import { readSources, rootOf } from '../project.ts';
import type { Side } from './diff-mappings.ts';

/** The two sides that a person named: a commit and the work tree, or two commits. Throws a UsageError where one is not there. */
export async function openSides(input: Input): Promise<readonly [Side, Side]> {
  const root = rootOf(input);
  const { before, after, fromBase } = refsIn(input.names);
  const old = await commit(root, before);
  if (after === undefined) return [await sideAt(root, before, old), await workTree(root)];
  const fresh = await commit(root, after);
  const start = fromBase ? value(await mergeBaseOf(root, old, fresh)) : old;
  return [await sideAt(root, before, start), await sideAt(root, after, fresh)];
}

interface Refs {
  readonly before: string;
  /** Absent for the work tree. */
  readonly after?: string;
  /** Whether it is from where the two began to differ that `after` is looked at. */
  readonly fromBase: boolean;
}

/** `A`, `A B`, `A..B` and `A...B`, as `git diff` takes them; a side that is left out of dots is HEAD. */
function refsIn([one = 'HEAD', other, ...more]: readonly string[]): Refs {
  const [, before, dots, after] = /^(.*?)(\.{2,3})(.*)$/s.exec(one) ?? [];
  if (more.length > 0 || (dots !== undefined && other !== undefined))
    throw new UsageError('diff: takes one commit, or two: A, A B, A..B or A...B');
  if (dots !== undefined)
    return { before: before || 'HEAD', after: after || 'HEAD', fromBase: dots.length === 3 };
  return { before: one, ...(other === undefined ? {} : { after: other }), fromBase: false };
}

async function commit(root: URL, ref: string): Promise<string> {
  return value(await commitOf(root, ref));
}

async function workTree(root: URL): Promise<Side> {
  const [sources, { cases }] = await Promise.all([readSources(root), readCases(root)]);
  return { label: 'work tree', sources, cases };
}

async function sideAt(root: URL, ref: string, id: string): Promise<Side> {
  const texts = value(await filesInCommit(root, id));
  const sources = sourcesIn(texts);
  const short = id.slice(0, 7);
  if (!sources.ok) throw new UsageError(`diff: in ${ref} (${short}) there is no ${sources.missing}`);
  const label = id.startsWith(ref) ? short : `${ref} (${short})`;
  return { label, sources: sources.value, cases: casesIn(texts).cases };
}

function value<Value>(given: FromGit<Value>): Value {
  if (given.ok) return given.value;
  throw new UsageError(`diff: ${given.trouble}`);
}
