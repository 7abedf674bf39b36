import { functionsByName } from '../../functions.ts';
import { noToday } from '../../language/bounded.ts';
import { bounds } from '../library.ts';
import { argument, type Callable, callable, isCallable } from './callable.ts';
import { definitionOf } from './definition.ts';
import { higherOrder } from './higher-order.ts';
import { matching } from './matching.ts';
import { bail, checkLength, spend } from './meter.ts';
import { isList, isSequence, sequence, sequenceOf } from './sequence.ts';
import { short } from './short.ts';
import { measured } from './value.ts';
import { withoutPauses } from './without-pauses.ts';

type Implementation = (...values: unknown[]) => unknown;

/** What jsonata's own functions find in `this`. */
const focus = {
  ...noToday,
  createSequence: (...items: readonly unknown[]) => (items.length === 0 ? sequence() : sequenceOf(items[0])),
};

/** Those that walk through the whole of what they are given. */
const deep = new Set(['string', 'keys', 'spread', 'clone']);

const ready = new Map<string, Implementation>();

/** A function by its name, for arguments that fit its signature. */
export function builtIn(name: string): Implementation {
  const before = ready.get(name);
  if (before !== undefined) return before;
  const general = implementationOf(name);
  const made = short[name]?.(general) ?? general;
  ready.set(name, made);
  return made;
}

function implementationOf(name: string): Implementation {
  const own = higherOrder[name] ?? matching[name] ?? withoutPauses[name] ?? implementationOfOurs(name);
  const run: Implementation = own ?? ((...values) => definitionOf(name).implementation.apply(focus, values));
  const bound = bounds.get(name);
  const isDeep = deep.has(name);
  return (...values) => {
    if (bound !== undefined && bound(values) !== undefined) bail();
    const first = values[0];
    if (typeof first === 'string') spend(1 + (first.length >> 5));
    else if (isDeep) measured(first);
    else spend(isList(first) ? 1 + (first.length >> 3) : 1);
    const value = run(...values);
    if (isSequence(value)) checkLength(value.length);
    return value;
  };
}

/** jsonata would hold it as it is. */
function implementationOfOurs(name: string): Implementation | undefined {
  const ours = functionsByName.get(name)?.implementation;
  return ours && ((...values) => ours.apply(focus, values));
}

/**
 * The function called with arguments that do not simply fit: one may be missing, or come from the context, or be made a
 * list. Throws where the reference gives an error.
 */
export function applied(name: string): (values: readonly unknown[], context: unknown) => unknown {
  const run = builtIn(name);
  return (values, context) => {
    const { signature } = definitionOf(name);
    const given = values.map(argument);
    return run(...(signature === undefined ? given : signature.validate(given, context)));
  };
}

const values = new Map<string, Callable>();

/** A function as a value: `$map(list, $uppercase)`. */
export function builtInValue(name: string): Callable {
  const before = values.get(name);
  if (before !== undefined) return before;
  const { implementation, signature } = definitionOf(name);
  const run = builtIn(name);
  const count = implementation.length;
  // A partial application goes round the signature; what does not fit it is converted in ways of the reference's own.
  const body = (...given: readonly unknown[]) => {
    const all = Array.from({ length: count }, (_, at) => given[at]);
    signature?.validate(all, undefined);
    return run(...all);
  };
  const made = callable(
    'native',
    count,
    applied(name),
    hasPlainParameters(implementation) ? body : undefined,
  );
  values.set(name, made);
  return made;
}

/** Whether a partial application can read the parameters from the source, as jsonata does. */
function hasPlainParameters(implementation: Implementation): boolean {
  const list = /\(([^)]*)\)/.exec(implementation.toString())?.[1] ?? '';
  const isPlain = /^\s*[\w$]+\s*(,\s*[\w$]+\s*)*$/.test(list);
  return isPlain && list.split(',').length === implementation.length;
}

/** A function handed on by a call at the end of another: those that take functions cannot call every kind of it. */
export function handedOn(value: unknown): unknown {
  const fails = isCallable(value) && (value.kind === 'native' || value.kind === 'partial');
  return fails ? callable('closure', value.arity, () => bail()) : value;
}
