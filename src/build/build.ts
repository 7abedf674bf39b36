import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildCatalog } from '../mapping/build-catalog.ts';
import type { CatalogSources, SourceFile } from '../mapping/catalog.ts';
import { schemaIssues } from '../mapping/schema-issues.ts';
import { storeCatalog } from '../mapping/stored/store.ts';
import type { StoredCatalog } from '../mapping/stored/stored.ts';
import { storedText } from '../mapping/stored/stored-text.ts';
import { fingerprint } from '../node/fingerprint.ts';
import { readProjectFiles } from '../node/project-files.ts';
import { formatIssues } from '../report/format.ts';
import { type Issue, isClean } from '../report/issue.ts';
import { bundle } from './bundle.ts';
import { compiledAhead } from './compile-ahead.ts';
import { loaderName, loaderOf, packed, wrapped } from './program.ts';
import { samples } from './samples.ts';

/** What was built. */
export interface Built {
  readonly fingerprint: string;
  /** Of all files together. */
  readonly bytes: number;
}

const fingerprintName = 'fingerprint.txt';

/** What a process begins with. The catalog comes behind it, and is packed small: a fifth less of it for a millisecond more. */
const first = 'program.pack';
/** What nearly every process needs. Of others, what V8 keeps would take more room than the time that it saves is worth. */
const usual: readonly string[] = [first, 'catalog.pack', 'segment.pack'];

/**
 * Builds the functions for a deployment: mappings and schemas are read, checked and compiled now, and what is written to
 * `folder` needs neither the files nor their compilers. Rejects with what is wrong where the files have an error.
 */
export async function buildFunctions(root: URL, folder: URL, sources?: CatalogSources): Promise<Built> {
  const read = sources ?? (await readProjectFiles(foldersAt(root)));
  const checked = buildCatalog(read);
  const issues = [...checked.issues, ...incomingIssues(read, checked.inputs)];
  if (!isClean(issues)) throw new Error(formatIssues(issues, { colour: false, textOf: () => undefined }));
  const stored = storeCatalog(checked);
  const made = await fingerprint(root);
  const { head, lists } = storedText(stored);
  const bodies = await samples(root, stored);
  const bundles = await bundle({
    root: fileURLToPath(root),
    fingerprint: made,
    sample: bodies.map((body) => JSON.stringify(JSON.parse(body))).find(isMessage),
    needsCompiler: needsCompiler(stored),
    needsPatterns: stored.texts.some(({ hasPattern }) => hasPattern === true),
  });
  const texts: Readonly<Record<string, string>> = { 'program.pack': head, 'catalog.pack': lists };
  const packs = new Map(
    bundles.map(([name, bundled]) => [name, { source: wrapped(bundled), text: texts[name] ?? '' }] as const),
  );
  const compiled = await compiledAhead({ packs, folder: fileURLToPath(folder), bodies });
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files: readonly (readonly [name: string, content: string | Buffer])[] = [
    ...[...packs].map(([name, pack]) => {
      const compression = name === first ? 'quick' : 'small';
      return [
        name,
        packed(pack, compression, usual.includes(name) ? compiled.get(name) : undefined),
      ] as const;
    }),
    ...(['webhook', 'health', 'server'] as const).map((name) => [loaderName(name), loaderOf(name)] as const),
  ];
  await Promise.all(files.map(([name, content]) => writeFile(new URL(name, folder), content)));
  await writeFile(new URL(fingerprintName, folder), `${made}\n`);
  return { fingerprint: made, bytes: await sizeOf(folder) };
}

/** What is wrong with the schemas of what comes in: the catalog would tell it of the first delivery only. */
function incomingIssues(
  { inputs, resources = new Map<string, SourceFile>(), definitions }: CatalogSources,
  used: readonly string[],
): readonly Issue[] {
  const files = used.flatMap((type) => inputs.get(type) ?? resources.get(type) ?? []);
  return schemaIssues(definitions === undefined ? files : [definitions, ...files], definitions);
}

/** What keeps a folder from being the build of these files; nothing where it is. */
export async function buildTrouble(root: URL, folder: URL): Promise<string | undefined> {
  const built = await readFile(new URL(fingerprintName, folder), 'utf8').catch(() => undefined);
  if (built === undefined) return 'nothing is built';
  const wanted = await fingerprint(root);
  if (built.trim() === wanted) return undefined;
  return `it was built from other files (${built.trim()}) than those that are here now (${wanted})`;
}

/** Whether it is something that happened, and no test notification; written without blanks. */
function isMessage(body: string): boolean {
  return body.includes('"notificationType":"Message"');
}

function foldersAt(root: URL) {
  return { mappings: new URL('mappings/', root), schemas: new URL('schemas/', root) };
}

function needsCompiler({ inputs, contracts }: StoredCatalog): boolean {
  const schemas = [...Object.values(inputs), ...contracts.map(({ schema }) => schema)];
  return schemas.some((schema) => typeof schema !== 'number');
}

async function sizeOf(folder: URL): Promise<number> {
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map(async (name) => (await stat(new URL(name, folder))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
