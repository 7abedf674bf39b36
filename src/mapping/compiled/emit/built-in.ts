import type { Ast } from '../../language/ast.ts';
import type { FunctionSignature } from '../library.ts';
import type { Helper } from '../runtime.ts';
import { literal } from './escape.ts';
import { isDirect, lambdaBody, mayEndInCall } from './lambda.ts';
import {
  type At,
  any,
  asTruth,
  type Code,
  emit,
  helper,
  hoist,
  type Kind,
  local,
  measured,
  used,
} from './module.ts';
import { type Parameter, parametersOf, resultOf } from './parameters.ts';
import { isBare, uncovered } from './syntax.ts';
import { isLexical } from './variable.ts';

/** A call of a function of the language. */
interface BuiltInCall {
  readonly written: readonly Ast[];
  /** What `~>` hands it. */
  readonly first: Code | undefined;
  readonly isEnd: boolean;
}

export function emitBuiltIn(at: At, known: FunctionSignature, call: BuiltInCall): Code {
  at.module.functions.add(known.name);
  const direct = withDirectFunction(at, known.name, call);
  if (direct !== undefined) return direct;
  const written = call.written.map((argument) => emit(at, argument));
  const codes = call.first === undefined ? written : [call.first, ...written];
  return simple(at, known.name, codes) ?? general(at, known, codes, call.isEnd);
}

/** Functions with a quick form of their own for one value. */
const simpleHelpers: Readonly<Record<string, readonly [Helper, Kind, isDefined: boolean]>> = {
  count: ['count', 'number', true],
  lowercase: ['lower', 'text', false],
  uppercase: ['upper', 'text', false],
  string: ['textOrNothing', 'text', false],
  boolean: ['truthOrNothing', 'boolean', false],
};

function simple(at: At, name: string, codes: readonly Code[]): Code | undefined {
  const [first, second] = codes;
  if (first !== undefined && codes.length === 1) {
    if (name === 'exists') return { js: `(${first.js} !== undefined)`, kind: 'boolean', isDefined: true };
    if (name === 'not' && first.isDefined)
      return { js: `!${asTruth(at, first)}`, kind: 'boolean', isDefined: true };
    const quick = Object.hasOwn(simpleHelpers, name) ? simpleHelpers[name] : undefined;
    if (quick !== undefined) {
      const [call, kind, isDefined] = quick;
      return measured(at, { js: `${helper(at, call)}(${first.js})`, kind, isDefined });
    }
  }
  if (name === 'lookup' && first !== undefined && second !== undefined && codes.length === 2)
    return any(`${helper(at, 'lookup')}(${first.js}, ${second.js})`, true);
  return undefined;
}

const takingFunctions: Readonly<Record<string, readonly [Helper, ofList: boolean]>> = {
  map: ['mapped', true],
  filter: ['filtered', true],
  single: ['single', true],
  sort: ['sorted', true],
  sift: ['sifted', false],
  each: ['eachField', false],
};

/** `$map(list, function(…) {…})` and its like, with the function in its place. */
function withDirectFunction(at: At, name: string, { written, first, isEnd }: BuiltInCall): Code | undefined {
  const [list, made, initial] = first === undefined ? written : [undefined, ...written];
  if (!isDirect(made) || (name === 'sort' && isEnd)) return undefined;
  const taking = Object.hasOwn(takingFunctions, name) ? takingFunctions[name] : undefined;
  const count = written.length + (first === undefined ? 0 : 1);
  if (!(taking !== undefined && count === 2) && !(name === 'reduce' && count <= 3)) return undefined;
  const value = first ?? (list === undefined ? undefined : emit(at, list));
  if (value === undefined) return undefined;
  const body = called(at, made, isEnd);
  if (name === 'reduce') {
    const start = initial === undefined ? 'undefined' : emit(at, initial).js;
    const arity = made.arguments?.length ?? 0;
    const js = `${helper(at, 'reduced')}(${helper(at, 'list')}(${value.js}), ${body}, ${arity}, ${helper(at, 'noFunction')}(${start}))`;
    return { ...measured(at, any(js)), isOpen: true };
  }
  const [call, ofList] = taking ?? uncovered('an unusual call');
  const fit = helper(at, ofList ? 'list' : 'fields');
  return { ...measured(at, any(`${helper(at, call)}(${fit}(${value.js}), ${body})`)), isOpen: true };
}

/** `$map(list, function(…) {…})` with a function that ends in no call. */
export function isMapped(at: At, node: Ast): boolean {
  const [, made, another] = node.arguments ?? [];
  const { procedure } = node;
  const isMap = procedure?.type === 'variable' && procedure.value === 'map' && isBare(procedure);
  return (
    node.type === 'function' &&
    isMap &&
    !isLexical(at.scope, 'map') &&
    another === undefined &&
    isDirect(made) &&
    !mayEndInCall(made)
  );
}

/** The same, with what the function ends with emitted by `end`. */
export function emitMapped(at: At, node: Ast, end: (at: At, node: Ast) => Code): Code {
  at.module.functions.add('map');
  const [list, made] = (node.arguments ?? []) as [Ast, Ast];
  const js = `${helper(at, 'mapped')}(${helper(at, 'list')}(${emit(at, list).js}), ${lambdaBody(at, made, end)})`;
  return any(js, true);
}

function called(at: At, node: Ast, isEnd: boolean): string {
  const body = lambdaBody(at, node);
  if (!mayEndInCall(node)) return body;
  return `${helper(at, 'settling')}(${body}, ${isEnd ? used(at, at.input) : 'null'})`;
}

/** Any function: its arguments are tried against its signature, and where they do not simply fit, jsonata fits them. */
function general(
  at: At,
  { name, signature }: FunctionSignature,
  codes: readonly Code[],
  isEnd: boolean,
): Code {
  const parameters = parametersOf(signature);
  const result = (js: string): Code => {
    const kind = resultOf(signature);
    return { ...measured(at, { js, kind }), isOpen: kind === 'any' };
  };
  const open = parameters.slice(codes.length);
  const fits = codes.length <= parameters.length && open.every((one) => one.isOptional);
  if (name === 'sort' && isEnd && codes.length > 1) uncovered('$sort with a function at the end of another');
  if (!fits || parameters.some((one) => one.isRepeated)) {
    if (isEnd) return any(`${helper(at, 'bail')}()`);
    return result(
      applied(
        at,
        name,
        codes.map(({ js }) => js),
      ),
    );
  }
  const prepared = codes.map((code, index) => argument(at, code, parameters[index] as Parameter, isEnd));
  const values = prepared.map(({ value }) => value);
  const run = `${hoist(at.module, `${helper(at, 'builtIn')}(${literal(name)})`)}(${values.join(', ')})`;
  const tests = prepared.flatMap(({ test }) => test ?? []);
  const setting = prepared.flatMap(({ set }) => set ?? []);
  if (tests.length === 0) return result(setting.length === 0 ? run : `(${[...setting, run].join(', ')})`);
  const otherwise = isEnd ? `${helper(at, 'bail')}()` : applied(at, name, values);
  return result(`(${[...setting, `${tests.join(' && ')} ? ${run} : ${otherwise}`].join(', ')})`);
}

function applied(at: At, name: string, values: readonly string[]): string {
  const apply = hoist(at.module, `${helper(at, 'applied')}(${literal(name)})`);
  return `${apply}([${values.join(', ')}], ${used(at, at.input)})`;
}

interface Argument {
  readonly value: string;
  /** Keeps the value in a variable, so that it can be tested. */
  readonly set?: string;
  readonly test?: string;
}

function argument(at: At, code: Code, { types, items }: Parameter, isEnd: boolean): Argument {
  const fit = types === 'a' ? listHelpers[items ?? ''] : undefined;
  const value = local(at, 't');
  if (types === 'a') {
    const js = `${helper(at, fit ?? uncovered('an unusual signature'))}(${code.js})`;
    return { value, set: `${value} = ${js}` };
  }
  if (types === 'f') {
    const handed = `${helper(at, isEnd ? 'handedOn' : 'argument')}(${code.js})`;
    return { value, set: `${value} = ${handed}`, test: `typeof ${value} === "function"` };
  }
  const mayCall = types.includes('f') && (code.kind === 'any' || code.kind === 'function');
  const js = mayCall ? `${helper(at, isEnd ? 'handedOn' : 'argument')}(${code.js})` : code.js;
  const set = `${value} = ${js}`;
  if (isSurely(code, types)) return { value, set };
  if (types === 'x' || types === 'j') return { value, set, test: `typeof ${value} !== "function"` };
  const tests = [...types].map((type) => testOf(at, value, type));
  return { value, set, test: `(${[...tests, `${value} === undefined`].join(' || ')})` };
}

const listHelpers: Readonly<Record<string, Helper>> = { '': 'list', s: 'texts', n: 'numbers', o: 'objects' };

function isSurely({ kind, isDefined }: Code, types: string): boolean {
  if (types === 'x' || types === 'j') return kind !== 'any' && kind !== 'function';
  const letters: Partial<Record<Kind, string>> = { text: 's', number: 'n', boolean: 'b', object: 'o' };
  const letter = letters[kind];
  return letter !== undefined && types.includes(letter) && (isDefined === true || kind !== 'object');
}

function testOf(at: At, value: string, type: string): string {
  const names: Readonly<Record<string, string>> = { s: 'string', n: 'number', b: 'boolean', f: 'function' };
  const name = names[type];
  if (name !== undefined) return `typeof ${value} === ${literal(name)}`;
  if (type === 'a') return `${helper(at, 'isArray')}(${value})`;
  return type === 'o' ? `${helper(at, 'isObject')}(${value})` : uncovered('an unusual signature');
}
