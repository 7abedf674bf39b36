import type { SourceFile } from '../../mapping/catalog.ts';
import { mappingName } from '../project.ts';

/** A mapping as it was and as it is; one side is absent where it was added or removed. */
export interface MappingPair {
  /** Its name now; of a removed one, its name before. */
  readonly name: string;
  readonly before?: SourceFile;
  readonly after?: SourceFile;
}

/** Below it two files are two files, as git has it: https://git-scm.com/docs/git-diff (`--find-renames`). */
const leastAlike = 0.5;

/** Pairs mappings by name; what is left over, by how alike the files are: one that was renamed is still the same. */
export function mappingPairs(
  before: readonly SourceFile[],
  after: readonly SourceFile[],
): readonly MappingPair[] {
  const old = new Map(before.map((file) => [file.path, file]));
  const fresh = new Map(after.map((file) => [file.path, file]));
  const removed = before.filter(({ path }) => !fresh.has(path));
  const added = after.filter(({ path }) => !old.has(path));
  const renames = renamed(removed, added);
  const goneBy = new Set([...renames.values()].map(({ path }) => path));
  return [
    ...after.map((file): MappingPair => {
      const was = old.get(file.path) ?? renames.get(file.path);
      return { name: mappingName(file.path), after: file, ...(was && { before: was }) };
    }),
    ...removed
      .filter(({ path }) => !goneBy.has(path))
      .map((file) => ({ name: mappingName(file.path), before: file })),
  ].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The file that each added one was before, by the path of the added one; the most alike first. */
function renamed(removed: readonly SourceFile[], added: readonly SourceFile[]): Map<string, SourceFile> {
  const candidates = added
    .flatMap((fresh) => removed.map((old) => ({ fresh, old, alike: alikeness(fresh.text, old.text) })))
    .filter(({ alike }) => alike >= leastAlike)
    .sort((one, other) => other.alike - one.alike);
  const found = new Map<string, SourceFile>();
  for (const { fresh, old } of candidates)
    if (!found.has(fresh.path) && ![...found.values()].includes(old)) found.set(fresh.path, old);
  return found;
}

/** The share of lines that two texts have in common, from 0 to 1. */
function alikeness(one: string, other: string): number {
  const [lines, others] = [linesOf(one), linesOf(other)];
  const left = [...others];
  const common = lines.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return (2 * common.length) / Math.max(1, lines.length + others.length);
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
