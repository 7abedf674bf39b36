import { bringBack, type CompileSchema } from '../mapping/stored/stored-catalog.ts';
import { storedFrom, type TextOf } from '../mapping/stored/stored-text.ts';
import type { Build } from './built.ts';

/** Brings the catalog back of which the build step wrote these lists, as `storedText` does. Without `compileSchema` no schema may need it. */
export function bringer(listsOf: TextOf, compileSchema: CompileSchema): Build['bring'] {
  return (head, engine) => bringBack(storedFrom(head, listsOf), compileSchema, engine);
}
