import { readFile } from 'node:fs/promises';
import { type Built, buildCatalog } from '../../src/mapping/build-catalog.ts';
import type { CatalogSources, SourceFile } from '../../src/mapping/catalog.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import { formatIssues } from '../../src/report/format.ts';
import { isClean } from '../../src/report/issue.ts';

/** Mapping files of the measurements, with the schemas of the product. */
export async function benchSources(
  names: readonly string[] = ['customer', 'order'],
): Promise<CatalogSources> {
  const { shared, tables, ...sources } = await readProjectFiles();
  const mappings = names.map(async (name): Promise<SourceFile> => {
    const path = `test/bench/mappings/${name}.yaml`;
    return { path, text: await readFile(new URL(`mappings/${name}.yaml`, import.meta.url), 'utf8') };
  });
  return { ...sources, mappings: await Promise.all(mappings) };
}

/** Throws an Error where the files have one: nothing must be measured that does not work. */
export function compiled(sources: CatalogSources): Built {
  const built = buildCatalog(sources);
  if (!isClean(built.issues))
    throw new Error(formatIssues(built.issues, { colour: false, textOf: () => undefined }));
  return built;
}
