import type { CatalogSources, Mapping } from '../../mapping/catalog.ts';
import { fieldNames, fieldOf, rootShape, type Shape, shapeAt } from '../../mapping/types/shape.ts';
import { showPlace } from '../../report/place.ts';
import { kindOf } from '../types/type-fields.ts';
import { schemaOf } from '../types/type-schemas.ts';
import type { SiblingOf } from './mutants.ts';

/** For the fields that mappings read: another one of the same kind beside it, the one that samples have most often. */
export function siblings(
  mappings: readonly Mapping[],
  sources: CatalogSources,
  occurrencesOf: (mapping: string) => ReadonlyMap<string, number>,
): SiblingOf {
  const roots = new Map<string, Shape>();
  const rootOf = (type: string): Shape => {
    const root = roots.get(type) ?? rootShape(schemaOf(type, sources));
    roots.set(type, root);
    return root;
  };
  const reads = new Map(
    mappings.flatMap(({ name, reads }) =>
      reads.map((read) => [showPlace(read.place), { ...read, name }] as const),
    ),
  );
  return (place) => {
    const read = reads.get(showPlace(place));
    if (read === undefined) return undefined;
    const steps = read.path.split('.');
    const own = steps.at(-1) ?? '';
    const parent = shapeAt(rootOf(read.type), steps.slice(0, -1));
    const field = parent && fieldOf(parent, own);
    if (parent === undefined || field?.status !== 'known') return undefined;
    const counts = occurrencesOf(read.name);
    const pathOf = (name: string) => [...steps.slice(0, -1), name].join('.');
    const like = fieldNames(parent).filter((name) => {
      const other = fieldOf(parent, name);
      return name !== own && other.status === 'known' && kindOf(other.shape) === kindOf(field.shape);
    });
    return like.sort((a, b) => (counts.get(pathOf(b)) ?? 0) - (counts.get(pathOf(a)) ?? 0))[0];
  };
}
