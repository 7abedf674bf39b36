import { casePath, createText } from '../../node/case-files.ts';
import { variantPath } from '../../node/variant-files.ts';
import { type CaseResult, runCase } from '../cases/run-cases.ts';
import { runVariant } from '../cases/run-variants.ts';
import { describeSnapshot } from '../cases/show-case.ts';
import type { Io } from '../command.ts';
import type { Project } from '../project.ts';
import type { Notification } from './read-captured.ts';

/** Writes a case with its snapshot, also those of variants where they differ; none of the files may be there yet. */
export async function writeCase(
  project: Project,
  {
    mapping,
    name,
    delivery,
  }: { readonly mapping: string; readonly name: string; readonly delivery: Notification },
  io: Io,
): Promise<void> {
  const file = { path: casePath(mapping, name, 'delivery'), text: textOf(delivery) };
  await createText(project.root, file.path, file.text);
  io.stdout(`wrote ${file.path}\n`);
  const tested = project.catalog.mappings.find((one) => one.name === mapping);
  const source = project.sources.mappings.find(({ path }) => path === tested?.file);
  if (tested === undefined || source === undefined) return;
  const fresh = { mapping, name, delivery: file };
  const usual = await runCase(fresh, { tested, file: source, catalog: project.catalog });
  await writeSnapshot(project.root, usual, casePath(mapping, name, 'calls'), io);
  for (const variant of project.variants) {
    const known = new Map([[`${mapping}/${name}`, usual]]);
    const alone = { ...variant, calls: new Map() };
    const { results } = await runVariant({ ...project, cases: [fresh] }, alone, known);
    for (const result of results)
      await writeSnapshot(project.root, result, variantPath(variant.name, mapping, name), io);
  }
}

/** As all cases are written. */
export function textOf(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

async function writeSnapshot(root: URL, { actual }: CaseResult, path: string, io: Io): Promise<void> {
  if (actual === undefined) return;
  await createText(root, path, textOf(actual));
  io.stdout(`wrote ${path} (${describeSnapshot(actual)})\n`);
}
