import { buildCatalog } from '../mapping/build-catalog.ts';
import type { BuiltCatalog, CatalogSources } from '../mapping/catalog.ts';

/**
 * Reads the project's files each time it is asked, and builds the catalog anew when one has changed, which `onChange`
 * is told. So a mapping can be edited while the demo runs; the deployed webhook, whose files cannot change, reads once.
 */
export function currentCatalog(
  read: () => Promise<CatalogSources>,
  onChange: () => void,
): () => Promise<BuiltCatalog> {
  let known: { readonly key: string; readonly built: BuiltCatalog } | undefined;
  return async () => {
    const sources = await read();
    const key = keyOf(sources);
    if (known?.key === key) return known.built;
    if (known !== undefined) onChange();
    known = { key, built: buildCatalog(sources) };
    return known.built;
  };
}

function keyOf({ mappings, grammar, inputs, calls, events }: CatalogSources): string {
  return JSON.stringify([mappings, grammar, [...inputs], [...calls], [...events]]);
}
