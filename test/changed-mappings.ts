import { mapBody, snapshotOf } from '../src/cli/run-cases.ts';
import { buildCatalog } from '../src/mapping/build-catalog.ts';
import type { BuiltCatalog, CatalogSources, Json, SourceFile } from '../src/mapping/catalog.ts';
import type { CaseFiles } from '../src/node/case-files.ts';

/** A line that a mapping which is off tells its reader to take, and the one that it stands in for. */
const offer = /^# {3}(when: .+)\n(when: false)$/m;

/** What the mapping's comment offers in place of `when: false`; nothing where it is on. */
export function offeredLine({ text }: SourceFile): string | undefined {
  return offer.exec(text)?.[1];
}

/** The mapping as it is after the change that its comment offers. */
export function switchedOn({ path, text }: SourceFile): SourceFile {
  return { path, text: text.replace(offer, '$1') };
}

/** The catalog of the project's files, each changed as a person would in an editor. */
export function changedCatalog(
  sources: CatalogSources,
  change: { readonly mapping: (file: SourceFile) => SourceFile; readonly shared?: (text: string) => string },
): BuiltCatalog {
  const { shared, mappings } = sources;
  if (shared === undefined) throw new Error('the project has no shared files');
  const edit = change.shared ?? ((text) => text);
  const files = shared.files.map(({ path, text }) => ({ path, text: edit(text) }));
  return buildCatalog({
    ...sources,
    mappings: mappings.map(change.mapping),
    shared: { ...shared, files },
  });
}

/** What the case's own mapping makes of its delivery. */
export async function outcomeOf({ mapping, delivery }: CaseFiles, { catalog }: BuiltCatalog): Promise<Json> {
  const mappings = catalog.mappings.filter(({ name }) => name === mapping);
  return snapshotOf(await mapBody(JSON.parse(delivery?.text ?? ''), { ...catalog, mappings }));
}
