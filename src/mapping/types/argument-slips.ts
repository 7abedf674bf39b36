import type { Trouble } from '../expression/expression-trouble.ts';
import type { Ast } from '../language/ast.ts';
import { type Parameter, parametersOf } from '../language/signature.ts';
import { type Inferred, itemOf } from './inferred.ts';
import { severalAtOnce } from './operand-slips.ts';
import { fieldNames, fieldOf, isTextMap, type Shape } from './shape.ts';
import { typeWords } from './type-words.ts';
import type { KnownFunction, OnLook } from './walk.ts';

interface Call {
  readonly node: Ast;
  readonly record: KnownFunction;
  /** The arguments, behind what is piped into it. */
  readonly given: readonly Inferred[];
  /** The value around it, which may stand in for the first argument. */
  readonly context: Inferred;
}

/**
 * Tells of arguments that a function refuses, whatever a delivery holds. Where there are fewer than the function takes, the value
 * around it may stand in for the first: then something is said only if that cannot be right either.
 */
export function argumentSlips({ node, record, given, context }: Call, onLook: OnLook): void {
  const { arguments: own = [], procedure = node } = node;
  const parameters = parametersOf(record.signature);
  const isAlone = parameters.length === 1;
  // Of what it hands to a function, $map and its like leave out what that does not take.
  const isHanded = node.arguments === undefined;
  const values = isHanded ? given.slice(0, 1) : given;
  if (isHanded ? !isAlone || values.length === 0 : values.length > parameters.length) return;
  const name = String(procedure.value);
  const troubleOf = (value: Inferred, index: number) =>
    wrongArgument({ name, number: index + 1, isAlone }, parameters[index], value) ??
    withoutField(`argument ${index + 1} of $${name}`, record.parameters?.[index]?.oneOf, value) ??
    (takesOne(parameters[index]) ? severalAtOnce(value) : undefined);
  const look = (index: number, trouble: Trouble | undefined) => {
    const argument = own[index - (values.length - own.length)];
    if (argument === undefined) onLook(node, trouble);
    else onLook(argument, trouble, 'argument');
  };
  const takesContext = values.length < parameters.length && parameters[0]?.isContext === true;
  if (values.length === 0) {
    if (takesContext && isComplete(parameters, [])) onLook(node, troubleOf(context, 0));
  } else if (takesContext && fits(parameters, [context, ...values]))
    for (const index of values.keys()) look(index, undefined);
  else if (isComplete(parameters, values))
    for (const [index, value] of values.entries()) look(index, troubleOf(value, index));
  else if (takesContext) onLook(node, tooFew(name, parameters));
}

function takesOne(parameter: Parameter | undefined): boolean {
  if (parameter?.types === undefined || parameter.isList) return false;
  return !parameter.types.has('array');
}

function isComplete(parameters: readonly Parameter[], { length }: readonly Inferred[]): boolean {
  return parameters.slice(length).every(({ isOptional }) => isOptional);
}

function fits(parameters: readonly Parameter[], values: readonly Inferred[]): boolean {
  return (
    isComplete(parameters, values) &&
    values.every((value, index) => refusedTypes(parameters[index], value) === undefined)
  );
}

/** The types of a value of which a function takes none; nothing where it may take it. */
function refusedTypes(parameter: Parameter | undefined, value: Inferred): readonly string[] | undefined {
  if (parameter?.types === undefined) return undefined;
  const { types: wanted, isList } = parameter;
  const types = [...((isList ? itemOf(value) : value).types ?? [])];
  // What is no list is taken for a list of one.
  const takes = (type: string) => wanted.has(type) || (isList && type === 'array');
  return types.length === 0 || types.some(takes) ? undefined : types;
}

function tooFew(name: string, parameters: readonly Parameter[]): Trouble {
  const needed = parameters.filter(({ isOptional }, index) => index === 0 || !isOptional).length;
  const message = `$${name} takes ${needed} arguments here: the value around it cannot stand in for the first`;
  return { code: 'expression-failed', message, hint: `see https://docs.jsonata.org for $${name}` };
}

/** `$number` makes no number of one. */
const dateFirst = 'a date or a time is text: write $fromMillis($toMillis(…), "[D1].[M1].[Y]")';

function wrongArgument(
  { name, number, isAlone }: { readonly name: string; readonly number: number; readonly isAlone: boolean },
  parameter: Parameter | undefined,
  value: Inferred,
): Trouble | undefined {
  const types = refusedTypes(parameter, value);
  if (types === undefined || parameter?.types === undefined) return undefined;
  const { types: wanted, isList } = parameter;
  const expected = isList ? `a list of ${inPlural(wanted)}` : typeWords(wanted);
  const message = `argument ${number} of $${name} must be ${expected}, but this is ${typeWords(types)}`;
  const isDate = name === 'fromMillis' && number === 1 && types.every((type) => type === 'string');
  const order = isAlone ? '' : '; are the arguments in their order?';
  const hint = isDate ? dateFirst : `${hintFor(wanted, value)}${order}`;
  return { code: 'expression-failed', message, hint };
}

/** An object, or the items of a list, that can have none of the fields of which it must have one. */
function withoutField(
  where: string,
  oneOf: readonly string[] | undefined,
  value: Inferred,
): Trouble | undefined {
  const { shape, made, types } = itemOf(value);
  const mayHave = (name: string) =>
    made === undefined
      ? shape === undefined || fieldOf(shape, name).status !== 'missing'
      : !made.complete || made.fields.has(name);
  if (oneOf === undefined || types?.has('object') !== true || oneOf.some(mayHave)) return undefined;
  const within = shape === undefined ? [] : fieldNames(shape).filter((name) => hasOneOf(shape, name, oneOf));
  const hint =
    within.length === 0
      ? 'give it the whole money object, such as totalPrice'
      : `give it one of these: ${within.map((name) => `….${name}`).join(', ')}`;
  const message = `${where} must have ${oneOf.map((name) => `"${name}"`).join(' or ')}, and this has none of them`;
  return { code: 'expression-failed', message, hint };
}

function hasOneOf(shape: Shape, name: string, oneOf: readonly string[]): boolean {
  const found = fieldOf(shape, name);
  return found.status === 'known' && oneOf.some((one) => fieldOf(found.shape, one).status === 'known');
}

const several: Readonly<Record<string, string>> = {
  string: 'texts',
  number: 'numbers',
  object: 'maps of fields',
};

function inPlural(types: Iterable<string>): string {
  return [...types].map((type) => several[type] ?? type).join(' or ');
}

function hintFor(wanted: ReadonlySet<string>, { amount, shape, types }: Inferred): string {
  if (wanted.has('object'))
    return amount === undefined
      ? 'give it the whole object, not a field of it'
      : 'give it the whole money object, such as totalPrice, not a field of it';
  if (wanted.has('function')) return 'write a function, such as function($item) { $item.id }';
  if (wanted.has('pattern')) return 'write a pattern between slashes, such as /[0-9]+/';
  if (shape !== undefined && isTextMap(shape))
    return 'of a text in several languages write $localized(…, "en")';
  if (types?.has('object') === true) return 'give it one of its fields';
  return wanted.has('string')
    ? 'make text of something with $string(…)'
    : 'make a number of a text with $number(…)';
}
