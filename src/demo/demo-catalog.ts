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
    if (known !== undefined) {
      if (known.key === keyOf(sources, known.built)) return known.built;
      onChange();
    }
    const built = buildCatalog(sources);
    known = { key: keyOf(sources, built), built };
    return built;
  };
}

/** Of the input schemas, those that the catalog has read: to read them all takes longer than to map a delivery. */
function keyOf(
  { mappings, shared, tables, grammar, inputs, resources, definitions, calls, events }: CatalogSources,
  built: BuiltCatalog,
): string {
  const read = built.inputs.map((name) => inputs.get(name) ?? resources?.get(name));
  return JSON.stringify([
    mappings,
    shared,
    tables,
    grammar,
    [...inputs.keys()],
    read,
    definitions,
    [...calls],
    [...events],
  ]);
}
