import { count } from '../../report/format.ts';
import type { Gap, Share } from './gap.ts';
import type { FileCoverage } from './measure.ts';

/** What is measured, by the word that people read. */
export const kinds = ['fields', 'branches', 'mutants'] as const;

export type Kind = (typeof kinds)[number];

/** So many of so many. */
export type Sum = Pick<Share, 'done' | 'of'>;

/** Of one file; nothing where it was not measured. */
export function partOf(file: FileCoverage, kind: Kind): Share | undefined {
  if (kind !== 'fields') return file[kind];
  const { fields, file: path } = file;
  if (fields === undefined) return undefined;
  const done = fields.used + fields.ignored;
  const gaps = fields.forgotten.map(
    (one): Gap => ({ place: { file: path, line: 1, column: 1 }, words: words(one) }),
  );
  return { done, of: done + gaps.length, gaps };
}

function words({ path, samples }: { readonly path: string; readonly samples: number }): string {
  return `${path}, in ${samples === 0 ? 'no sample' : count(samples, 'sample')}`;
}

/** Of all files together; nothing where it was not measured. */
export function shareOf(files: readonly FileCoverage[], kind: Kind): Sum | undefined {
  const parts = files.flatMap((file) => partOf(file, kind) ?? []);
  if (parts.length === 0) return undefined;
  const sum = (of: (part: Share) => number) => parts.reduce((all, part) => all + of(part), 0);
  return { done: sum(({ done }) => done), of: sum((part) => part.of) };
}

/** Whole percent, rounded down: 100 only where nothing is missing. What has nothing to show shows all of it. */
export function percent({ done, of }: Sum): number {
  return of === 0 ? 100 : Math.floor((100 * done) / of);
}

/** The least percentage that is asked for, of each kind that is named. */
export type Threshold = ReadonlyMap<Kind, number>;

/** `95` for all kinds, or `branches=90,mutants=95`; nothing where it is neither. */
export function readThreshold(text: string): Threshold | undefined {
  const named = text.includes('=')
    ? text.split(',').map((one) => one.split('='))
    : kinds.map((kind) => [kind, text]);
  const read = named.map(([name, number = '']) => {
    const kind = kinds.find((one) => one === name);
    const isNumber = /^\d+(\.\d+)?$/.test(number) && Number(number) <= 100;
    return kind === undefined || !isNumber ? undefined : ([kind, Number(number)] as const);
  });
  const right = read.filter((one) => one !== undefined);
  return right.length === read.length ? new Map(right) : undefined;
}

/** The names of up to three files that lack most of a kind, so that nobody looks for them in a long list. */
export function mostMissing(files: readonly FileCoverage[], kind: Kind): readonly string[] {
  const missing = files.map((file) => ({ name: file.name, gaps: partOf(file, kind)?.gaps.length ?? 0 }));
  const most = missing.filter(({ gaps }) => gaps > 0).sort((a, b) => b.gaps - a.gaps);
  return most.slice(0, 3).map(({ name }) => name);
}

/** The kinds whose share of all files is below the threshold, with what is asked for. */
export function below(
  files: readonly FileCoverage[],
  threshold: Threshold,
): readonly { readonly kind: Kind; readonly share: Sum; readonly asked: number }[] {
  return [...threshold].flatMap(([kind, asked]) => {
    const share = shareOf(files, kind);
    const isBelow = share !== undefined && share.of > 0 && (100 * share.done) / share.of < asked;
    return isBelow ? [{ kind, share, asked }] : [];
  });
}
