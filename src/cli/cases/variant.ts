import type { CatalogSources, SourceFile } from '../../mapping/catalog.ts';
import { type DocumentNode, entry, readDocument } from '../../mapping/yaml/document.ts';
import type { VariantFiles } from '../../node/variant-files.ts';
import type { Issue } from '../../report/issue.ts';
import type { Place } from '../../report/place.ts';

/** One text of one file and what stands there instead. */
interface Change {
  readonly file: string;
  readonly replace: string;
  readonly by: string;
  readonly place: Place;
}

/**
 * The project's files as they are after the changes of a variant, or what is wrong with its description. A change that
 * the project has made its own is no trouble: nothing is left of it to do.
 */
export function changedSources(
  sources: CatalogSources,
  { description }: VariantFiles,
): { readonly sources: CatalogSources; readonly issues: readonly Issue[] } {
  const { root, issues: unreadable } = readDocument(description.path, description.text);
  if (root === undefined) return { sources, issues: unreadable };
  const changes = changesOf(root);
  if (changes === undefined) return { sources, issues: [malformed(description.path)] };
  const { mappings, shared, tables } = sources;
  const all = [...mappings, ...(shared?.files ?? []), ...(tables?.files ?? [])];
  const missing = changes.filter((one) => !all.some((file) => isMeant(file, one) || isMade(file, one)));
  const apply = (files: readonly SourceFile[]) => files.map((file) => changed(file, changes));
  return {
    sources: {
      ...sources,
      mappings: apply(mappings),
      ...(shared && { shared: { ...shared, files: apply(shared.files) } }),
      ...(tables && { tables: { ...tables, files: apply(tables.files) } }),
    },
    issues: missing.map((one) => notThere(one, all)),
  };
}

function isMeant({ path, text }: SourceFile, { file, replace }: Change): boolean {
  return path === file && text.includes(replace);
}

/** Whether somebody has made the change already. A comment that offers it does not count. */
function isMade({ path, text }: SourceFile, { file, by }: Change): boolean {
  return path === file && text.replace(/^ *#.*$/gm, '').includes(by);
}

function changed(file: SourceFile, changes: readonly Change[]): SourceFile {
  const text = changes
    .filter((change) => isMeant(file, change))
    .reduce((at, { replace, by }) => at.replace(replace, () => by), file.text);
  return { path: file.path, text };
}

function changesOf(root: DocumentNode): readonly Change[] | undefined {
  const list = entry(root, 'changes');
  if (list?.kind !== 'list' || list.items.length === 0 || textOf(root, 'description') === undefined)
    return undefined;
  const changes = list.items.flatMap((item) => {
    const [file, replace, by] = ['file', 'replace', 'by'].map((key) => textOf(item, key));
    return file === undefined || replace === undefined || by === undefined
      ? []
      : [{ file, replace, by, place: item.place }];
  });
  return changes.length === list.items.length ? changes : undefined;
}

function textOf(node: DocumentNode, key: string): string | undefined {
  const value = entry(node, key);
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}

function malformed(path: string): Issue {
  return {
    code: 'variant-invalid',
    severity: 'error',
    message: 'the file does not describe a variant',
    place: { file: path, line: 1, column: 1 },
    hint: 'write "description:" and under "changes:" a list of maps with "file:", "replace:" and "by:", all of them text',
  };
}

/** An analyst may have removed the mapping, or made the change in words of their own. */
function notThere({ file, place }: Change, all: readonly SourceFile[]): Issue {
  const isGone = all.every(({ path }) => path !== file);
  return {
    code: 'variant-invalid',
    severity: 'error',
    message: isGone ? `${file} does not exist` : `${file} does not hold the text that is to be replaced`,
    place,
    hint: isGone
      ? 'name a file that is there, or take this change out of the variant'
      : 'copy the text as it stands there now; where the mappings have made the change, take it out of the variant',
  };
}
