import type { Ast } from './ast.ts';
import type { Trouble } from './expression-trouble.ts';
import { type Inferred, itemOf } from './inferred.ts';
import { inWords } from './operand-slips.ts';
import { isTextMap } from './shape.ts';
import { type Parameter, parametersOf } from './signature.ts';
import type { OnSlip } from './walk.ts';

/**
 * Tells of arguments that a function refuses, whatever a delivery holds. `given` are those of `node` behind what is piped
 * into it. Where there are fewer than the function takes, it may take the value around it: then nothing is said.
 */
export function argumentSlips(
  node: Ast,
  signature: string,
  given: readonly Inferred[],
  onSlip: OnSlip,
): void {
  const parameters = parametersOf(signature);
  const own = node.arguments ?? [];
  const needed = parameters.filter(({ isOptional }) => !isOptional).length;
  if (own.length === 0 || given.length < needed || given.length > parameters.length) return;
  if (given.length < parameters.length && parameters.some(({ isContext }) => isContext)) return;
  for (const [index, value] of given.entries()) {
    const parameter = parameters[index];
    const at = { name: String(node.procedure?.value), number: index + 1, isAlone: parameters.length === 1 };
    const trouble = parameter && wrongArgument(at, parameter, value);
    if (trouble !== undefined) onSlip(own[index - (given.length - own.length)] ?? node, trouble);
  }
}

function wrongArgument(
  { name, number, isAlone }: { readonly name: string; readonly number: number; readonly isAlone: boolean },
  { types: wanted = new Set(), isList }: Parameter,
  value: Inferred,
): Trouble | undefined {
  const types = [...((isList ? itemOf(value) : value).types ?? [])];
  // What is no list is taken for a list of one.
  const takes = (type: string) => wanted.size === 0 || wanted.has(type) || (isList && type === 'array');
  if (types.length === 0 || types.some(takes)) return undefined;
  const expected = isList ? `a list of ${words(wanted, several)}` : words(wanted, inWords);
  const message = `argument ${number} of $${name} must be ${expected}, but this is ${words(types, inWords)}`;
  const order = isAlone ? '' : '; are the arguments in their order?';
  return { code: 'expression-failed', message, hint: `${hintFor(wanted, value)}${order}` };
}

const several: Readonly<Record<string, string>> = {
  string: 'texts',
  number: 'numbers',
  object: 'maps of fields',
};

function words(types: Iterable<string>, of: Readonly<Record<string, string>>): string {
  return [...types].map((type) => of[type] ?? type).join(' or ');
}

function hintFor(wanted: ReadonlySet<string>, { amount, shape, types }: Inferred): string {
  if (wanted.has('object'))
    return amount === undefined
      ? 'give it the whole object, not a field of it'
      : 'give it the whole money object, such as totalPrice, not a field of it';
  if (shape !== undefined && isTextMap(shape))
    return 'of a text in several languages write $localized(…, "en")';
  if (types?.has('object') === true) return 'give it one of its fields';
  return wanted.has('string')
    ? 'make text of something with $string(…)'
    : 'make a number of a text with $number(…)';
}
