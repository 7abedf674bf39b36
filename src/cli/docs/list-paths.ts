import type { CatalogSources, Mapping } from '../../mapping/catalog.ts';
import type { IsList } from '../../mapping/in-words/per-item.ts';
import { mayBeList, rootShape, shapeAt } from '../../mapping/types/shape.ts';
import { schemaOf } from '../types/type-schemas.ts';

/**
 * Which paths of a mapping's expressions may lead to a list, by the schemas of its deliveries and of what it fetches;
 * `names` holds the expressions of its named values. Of a value that is worked out nothing is known.
 */
export function listPaths(
  { on, fetches = [] }: Mapping,
  names: ReadonlyMap<string, string | undefined>,
  sources: CatalogSources,
): IsList {
  const isListIn = (type: string, steps: readonly string[]): boolean => {
    const shape = shapeAt(rootShape(schemaOf(type, sources)), steps);
    return shape !== undefined && mayBeList(shape);
  };
  const isList: IsList = (path) => {
    const [first = '', ...rest] = path.split('.');
    if (!first.startsWith('$')) return on.some((type) => isListIn(type, [first, ...rest]));
    const name = first.slice(1);
    const fetched = fetches.find((one) => one.name === name);
    if (fetched !== undefined) return isListIn(fetched.kind, rest);
    const meaning = names.get(name);
    return meaning !== undefined && /^\$?\w[\w.]*$/.test(meaning) && isList([meaning, ...rest].join('.'));
  };
  return isList;
}
