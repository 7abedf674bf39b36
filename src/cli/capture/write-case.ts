import { casePath, createTexts, readCases } from '../../node/case-files.ts';
import { variantPath } from '../../node/variant-files.ts';
import { causeOf } from '../../report/cause-of.ts';
import { type CaseResult, runCase } from '../cases/run-cases.ts';
import { runVariant } from '../cases/run-variants.ts';
import { describeSnapshot } from '../cases/show-case.ts';
import { type Io, UsageError } from '../command.ts';
import type { Project } from '../project.ts';
import { freeName } from './choose-mapping.ts';
import type { Notification } from './read-captured.ts';

interface Fresh {
  readonly mapping: string;
  readonly name: string;
  readonly delivery: Notification;
}

/** The name under which a case was written, or why the disk did not take it; then nothing of it is left. */
export type WrittenCase =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly reason: string };

/**
 * Writes a case with its snapshot, also those of variants where they differ: all of these files, or none. Where no name
 * is asked for it takes the next free one, also where another case takes the first one in this moment. Throws a UsageError
 * where the name that is asked for is taken.
 */
export async function writeCase(
  project: Project,
  { name: asked, ...fresh }: Omit<Fresh, 'name'> & { readonly name: string | undefined },
  io: Io,
): Promise<WrittenCase> {
  const name = freeName(asked, fresh.mapping, project);
  const files = await filesOf(project, { ...fresh, name });
  const written = await createTexts(project.root, files).catch(causeOf);
  if (typeof written === 'string')
    return {
      ok: false,
      reason: `test/mappings/${fresh.mapping}/${name} is not taken by the disk (${written})`,
    };
  if (!written) {
    const now = { ...project, ...(await readCases(project.root)) };
    if (freeName(asked, fresh.mapping, now) !== name) return writeCase(now, { ...fresh, name: asked }, io);
    throw new UsageError(
      `capture: a variant has a snapshot of ${fresh.mapping}/${name}, which is no case: remove it`,
    );
  }
  for (const { path, holds } of files)
    io.stdout(`wrote ${path}${holds === undefined ? '' : ` (${holds})`}\n`);
  return { ok: true, name };
}

/** As all cases are written. */
export function textOf(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

interface Written {
  readonly path: string;
  readonly text: string;
  /** In a few words, where it is a snapshot. */
  readonly holds?: string;
}

async function filesOf(project: Project, { mapping, name, delivery }: Fresh): Promise<readonly Written[]> {
  const file = { path: casePath(mapping, name, 'delivery'), text: textOf(delivery) };
  const tested = project.catalog.mappings.find((one) => one.name === mapping);
  const source = project.sources.mappings.find(({ path }) => path === tested?.file);
  if (tested === undefined || source === undefined) return [file];
  const fresh = { mapping, name, delivery: file };
  const usual = await runCase(fresh, { tested, file: source, catalog: project.catalog });
  const known = new Map([[`${mapping}/${name}`, usual]]);
  const varied: Written[] = [];
  for (const variant of project.variants) {
    const alone = { ...variant, calls: new Map() };
    const { results } = await runVariant({ ...project, cases: [fresh] }, alone, known);
    varied.push(...results.flatMap((one) => snapshot(one, variantPath(variant.name, mapping, name))));
  }
  return [file, ...snapshot(usual, casePath(mapping, name, 'calls')), ...varied];
}

function snapshot({ actual }: CaseResult, path: string): readonly Written[] {
  return actual === undefined ? [] : [{ path, text: textOf(actual), holds: describeSnapshot(actual) }];
}
