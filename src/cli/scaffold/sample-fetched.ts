import { nameOf, type Source } from '../../commercetools/lookup/wanted.ts';
import type { CatalogSources } from '../../mapping/catalog.ts';
import { schemaOf } from '../types/type-schemas.ts';
import { sampleDelivery } from './sample.ts';

/** Stands in for commercetools with a sample of whatever is asked for, and remembers what that was. */
export interface SampleSource {
  readonly source: Source;
  /** By the names that a case's file of fetched resources has. */
  readonly given: () => Readonly<Record<string, unknown>>;
}

/** `version`: that of the resource by the delivery; an older one would be no answer. */
export function sampleSource(sources: CatalogSources, version: unknown): SampleSource {
  const given = new Map<string, unknown>();
  const source: Source = async (wanted) => {
    const sample = sampleDelivery(wanted.kind, schemaOf(wanted.kind, sources)) as Readonly<
      Record<string, unknown>
    >;
    const id = wanted.by === 'id' ? { id: wanted.value } : {};
    const value = { ...sample, ...id, ...(typeof version === 'number' ? { version } : {}) };
    given.set(nameOf(wanted), value);
    return { status: 'found', value };
  };
  return { source, given: () => Object.fromEntries(given) };
}
