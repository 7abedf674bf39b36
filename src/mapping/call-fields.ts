import type { Json } from './catalog.ts';
import type { Compiled } from './compiled/compiled.ts';
import type { NamedPart, Part } from './compiled/emit-together.ts';
import { together } from './compiled/together.ts';
import type { Expression } from './expression/expression.ts';
import type { Evaluator, Field, FieldValue, Together } from './fields.ts';

/**
 * What `evaluateFields` yields, where every expression has its value at once and nothing is missing, as it mostly is; else
 * nothing, and what there is to say is to be found field by field. So is a call that is made for the first time: a
 * function of its own is worth its making only where it is made again.
 */
export function callAtOnce(
  fields: readonly Field[],
  evaluator: Evaluator,
): { readonly [name: string]: Json } | undefined {
  const before = made.get(fields);
  if (before === undefined) {
    made.set(fields, { together: undefined });
    return undefined;
  }
  before.together ??= togetherOf(fields);
  return evaluator.atOnce(before.together) as { readonly [name: string]: Json } | undefined;
}

/** The fields of calls that were made before. */
const made = new WeakMap<readonly Field[], { together: Together | undefined }>();

function togetherOf(fields: readonly Field[]): Together {
  const expressions: Expression[] = [];
  const constants: Json[] = [];
  const part = (value: FieldValue, isOptional: boolean): Part => {
    if (value.kind === 'constant') return { constant: constants.push(value.value) - 1 };
    if (value.kind === 'expression')
      return { expression: expressions.push(value.expression) - 1, isOptional };
    if (value.kind === 'map') return { fields: value.fields.map(named), isOptional };
    // The items of a list are as optional as the list.
    return { items: value.items.map((item) => part(item, isOptional)), isOptional };
  };
  const named = ({ name, optional, value }: Field): NamedPart => ({ name, part: part(value, optional) });
  const parts = fields.map(named);
  let found: { readonly compiled: Compiled | undefined } | undefined;
  const compiled = () => {
    found ??= {
      compiled: together(
        parts,
        expressions.map((one) => one.compiled()),
        constants,
      ),
    };
    return found.compiled;
  };
  return { expressions, compiled };
}
