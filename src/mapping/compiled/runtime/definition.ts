import { functionsByName } from '../../functions.ts';
import { type Definition, definitionOf as fromJsonata } from '../../language/jsonata.ts';

const known = new Map<string, Definition>();

/** A function by its name, one of ours or one of jsonata's. Each is looked for when it is first needed: that takes time. */
export function definitionOf(name: string): Definition {
  const before = known.get(name);
  if (before !== undefined) return before;
  const definition = fromJsonata(name, functionsByName.get(name));
  if (definition === undefined) throw new Error(`jsonata has no function $${name}`);
  known.set(name, definition);
  return definition;
}
