import { readFile } from 'node:fs/promises';
import type { SourceFile } from '../mapping/catalog.ts';
import { below, listFolder } from './case-files.ts';

/** What the sample deliveries give after a few changes to the mappings: the changes, and the snapshots that differ. */
export interface VariantFiles {
  readonly name: string;
  readonly description: SourceFile;
  /** By `<mapping>/<case>`. */
  readonly calls: ReadonlyMap<string, SourceFile>;
}

const folder = 'test/variants/';
const ending = '.calls.json';

/** Where the snapshot of a case in a variant stands, from the project's root. */
export function variantPath(variant: string, mapping: string, name: string): string {
  return `${folder}${variant}/${mapping}/${name}${ending}`;
}

/** Reads all variants in the order of their names; a project without the folder has none. */
export async function readVariants(root: URL): Promise<readonly VariantFiles[]> {
  const variants = (await listFolder(below(root, folder))).filter((entry) => entry.isDirectory());
  return Promise.all(variants.map(({ name }) => readVariant(root, name)));
}

async function readVariant(root: URL, name: string): Promise<VariantFiles> {
  const path = `${folder}${name}/variant.yaml`;
  const text = await readFile(below(root, path), 'utf8').catch(() => '');
  const mappings = (await listFolder(below(root, `${folder}${name}/`))).filter((one) => one.isDirectory());
  const calls: (readonly [string, SourceFile])[] = [];
  for (const mapping of mappings) {
    const entries = await listFolder(below(root, `${folder}${name}/${mapping.name}/`));
    const ours = entries.filter((entry) => entry.name.endsWith(ending));
    const read = ours.map(async (entry) => {
      const one = entry.name.slice(0, -ending.length);
      const file = variantPath(name, mapping.name, one);
      const found = { path: file, text: await readFile(below(root, file), 'utf8') };
      return [`${mapping.name}/${one}`, found] as const;
    });
    calls.push(...(await Promise.all(read)));
  }
  return { name, description: { path, text }, calls: new Map(calls) };
}
