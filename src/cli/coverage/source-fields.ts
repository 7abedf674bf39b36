import type { CatalogSources, Mapping } from '../../mapping/catalog.ts';
import { isIgnoredBy } from '../../mapping/check/ignores.ts';
import { envelopeFields, typeFields } from '../types/type-fields.ts';
import { schemaOf } from '../types/type-schemas.ts';

/** A field that a mapping neither uses nor ignores, with all below it. */
export interface ForgottenField {
  readonly path: string;
  /** The samples in which it has a value. */
  readonly samples: number;
}

/** What becomes of the fields that a mapping's deliveries have, by their schemas. */
export interface SourceFields {
  readonly used: number;
  readonly ignored: number;
  readonly forgotten: readonly ForgottenField[];
}

/** Names from the delivery inwards, as deep as `mapper types` shows them. */
const depth = 3;

/**
 * What is untouched together counts as one, so that a map of which nobody has thought weighs as much as a field. What
 * every delivery has around its content is left out: it is about the delivery.
 */
export function sourceFields(
  mapping: Mapping,
  sources: CatalogSources,
  occurrences: ReadonlyMap<string, number>,
): SourceFields {
  const all = mapping.on.flatMap((type) => typeFields(schemaOf(type, sources), depth));
  const paths = [...new Set(all.map(({ path }) => path))].filter(
    (path) => !envelopeFields.has(path.split('.')[0] ?? ''),
  );
  const reads = [...new Set(mapping.reads.map(({ path }) => path))];
  // A read that leads no further takes all that is there.
  const whole = reads.filter((read) => !reads.some((other) => other.startsWith(`${read}.`)));
  const isUsed = (path: string) =>
    reads.some((read) => isAt(read, path)) || whole.some((read) => isAt(path, read));
  const isIgnored = (path: string) => mapping.ignores.some((one) => isIgnoredBy(one, path));
  const isIgnoredInPart = (path: string) =>
    paths.some((other) => other.startsWith(`${path}.`) && isIgnored(other));

  let used = 0;
  let ignored = 0;
  const forgotten: ForgottenField[] = [];
  const visit = (path: string): void => {
    const inside = paths.filter((other) => parentOf(other) === path);
    const isWhole = inside.length === 0 || whole.some((read) => isAt(path, read));
    if (isUsed(path) && isWhole) used += 1;
    else if (isIgnored(path) && !isUsed(path)) ignored += 1;
    else if (inside.length > 0 && (isUsed(path) || isIgnoredInPart(path)))
      for (const one of inside) visit(one);
    else forgotten.push({ path, samples: occurrences.get(path) ?? 0 });
  };
  for (const path of paths.filter((one) => parentOf(one) === '')) visit(path);
  // What comes in is more likely to be missed than what never does.
  return { used, ignored, forgotten: forgotten.sort((a, b) => b.samples - a.samples) };
}

/** Whether a path is another one, or leads below it. */
function isAt(path: string, around: string): boolean {
  return path === around || path.startsWith(`${around}.`);
}

function parentOf(path: string): string {
  return path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : '';
}
