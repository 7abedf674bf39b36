import type { Signature } from '../language/jsonata.ts';
import { definitionOf } from '../language/jsonata.ts';
import * as args from './runtime/arguments.ts';
import * as arithmetic from './runtime/arithmetic.ts';
import { applied, builtIn, builtInValue, handedOn } from './runtime/built-in.ts';
import { argument, call, chain, hole, lambda, settling, tailCall } from './runtime/callable.ts';
import { gathered, grouped, listInPath, listOf, maker } from './runtime/construct.ts';
import { filter, where } from './runtime/filter.ts';
import { eachField, filtered, mapped, reduced, sifted, single, sorted } from './runtime/higher-order.ts';
import { descendants, get, getFromList, getOpen, itemAt, listAt, wildcard } from './runtime/lookup.ts';
import { pattern } from './runtime/matching.ts';
import { bail, beginNext, sized, spend } from './runtime/meter.ts';
import * as names from './runtime/names.ts';
import { ordered } from './runtime/order.ts';
import { partial } from './runtime/partial.ts';
import * as plain from './runtime/plain.ts';
import * as quick from './runtime/quick.ts';
import { append, emptySequence, keep, self, unwrap } from './runtime/sequence.ts';
import { transform } from './runtime/transform.ts';
import { tuples } from './runtime/tuples.ts';
import { contained, equal, measured, range, text, truth, unequal } from './runtime/value.ts';
import { flat, keptOne, met, onwards, walk, walkOn, within } from './runtime/walk.ts';

/** Everything that emitted source may call, under the names by which it does. */
export const runtime = {
  ...args,
  ...names,
  ...arithmetic,
  ...plain,
  ...quick,
  append,
  applied,
  argument,
  bail,
  beginNext,
  builtIn,
  builtInValue,
  call,
  chain,
  contained,
  descendants,
  eachField,
  emptySequence,
  equal,
  flat,
  filter,
  filtered,
  gathered,
  get,
  getFromList,
  getOpen,
  grouped,
  handedOn,
  hole,
  isArray: Array.isArray,
  itemAt,
  keep,
  keptOne,
  lambda,
  listAt,
  listInPath,
  listOf,
  maker,
  mapped,
  measured,
  met,
  onwards,
  ordered,
  partial,
  pattern,
  range,
  reduced,
  self,
  settling,
  sifted,
  signature,
  single,
  sized,
  sorted,
  spend,
  tailCall,
  text,
  transform,
  truth,
  tuples,
  unequal,
  unset: Symbol('unset'),
  unwrap,
  walk,
  walkOn,
  where,
  wildcard,
  within,
};

export type Runtime = typeof runtime;
export type Helper = keyof Runtime;

/** The signature of a function that the expression writes out, `function($x)<n:n>{…}`. */
function signature(definition: string): Signature | undefined {
  return definitionOf('f', { implementation: () => undefined, signature: definition })?.signature;
}
