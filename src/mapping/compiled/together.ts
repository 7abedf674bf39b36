import type { Json } from '../catalog.ts';
import { type Compiled, compiledOf } from './compiled.ts';
import { emitTogether, type NamedPart } from './emit-together.ts';
import { type Linked, linkText } from './link.ts';
import { beginAll } from './runtime/meter.ts';

type Link = (expressions: readonly Linked[], constants: readonly Json[]) => Linked;

/**
 * Expressions as one: it gives an object of their values and of constants, or nothing where a value is missing that is not
 * optional. There is none where one of them is not compiled, or where this runtime makes no functions of text.
 */
export function together(
  fields: readonly NamedPart[],
  expressions: readonly (Compiled | undefined)[],
  constants: readonly Json[],
): Compiled | undefined {
  const all = expressions.filter((one) => one !== undefined);
  const link = all.length < expressions.length ? undefined : linkText<Link>(emitTogether(fields));
  const linked = link?.(
    all.map((one) => one.linked),
    constants,
  );
  return linked && compiledOf(linked, { functions: all.flatMap(({ functions }) => functions) }, beginAll);
}
