import type { CatalogSources } from '../../mapping/catalog.ts';
import { readIgnores } from '../../mapping/check/ignores.ts';
import { staleIgnores } from '../../mapping/check/stale-ignores.ts';
import { rootShape } from '../../mapping/types/shape.ts';
import { readDocument } from '../../mapping/yaml/document.ts';
import type { Issue } from '../../report/issue.ts';
import { schemaOf } from '../types/type-schemas.ts';

/** Names under "ignores:" of shared files that no type of delivery has. All schemas must be right. */
export function sharedIgnoreIssues(sources: CatalogSources, listened: Iterable<string>): readonly Issue[] {
  const ignores = (sources.shared?.files ?? []).flatMap(({ path, text }) => {
    const { root } = readDocument(path, text);
    return root?.kind === 'map' ? readIgnores(root) : [];
  });
  if (ignores.length === 0) return [];
  // What is meant is most likely in what mappings listen to.
  const types = [...new Set([...listened, ...sources.inputs.keys()])];
  return staleIgnores(
    ignores,
    types.map((type) => rootShape(schemaOf(type, sources))),
  );
}
