import { type LinkedSource, linkAhead } from '../mapping/compiled/link.ts';
import { bringBack, type CompileSchema } from '../mapping/stored-catalog.ts';
import { storedFrom } from '../mapping/stored-text.ts';
import type { Build } from './built.ts';

/** What the build step wrote of a catalog beside its head. */
export interface Packed {
  /** Functions of expressions; the stored catalog means them by `#` and a number. */
  readonly sources: readonly LinkedSource[];
  /** As `storedText` writes them. */
  readonly lists: string;
}

/** Brings the catalog back that the build step wrote. Without `compileSchema` no schema may need it. */
export function bringer({ sources, lists }: Packed, compileSchema: CompileSchema): Build['bring'] {
  linkAhead(sources);
  return (head, engine) => bringBack(storedFrom(head, lists), compileSchema, engine);
}
