import type { Ast } from '../../language/ast.ts';
import { literal } from './escape.ts';
import { type At, any, type Code, closure, emit, helper, hoist, used, type Variable } from './module.ts';
import { boundIn, isTupleStep, notesOf, type Stage, uncovered } from './syntax.ts';
import { emitWalk } from './walk.ts';

/** A place for each variable of the path, from 1 on: behind the item itself. */
type Slots = ReadonlyMap<string, number>;

/** What has its value by a step. */
interface Known {
  readonly names: readonly string[];
  /** Whether the reference knows that variables go along: behind an order it does not. */
  readonly isCarried: boolean;
}

/** A path of which a step keeps its item in a variable (`@`), or its place (`#`), or what is around it (`%`). */
export function emitTuples(at: At, node: Ast, last: (at: At, node: Ast) => Code): Code {
  const steps = node.steps ?? [];
  const first = steps.findIndex(isTupleStep);
  const [before, rest] = [steps.slice(0, first), steps.slice(first)];
  refuseUnusual(node, before, rest);
  const slots = slotsOf(rest);
  const isStarted = before.length === 0 && rest[0]?.type === 'variable';
  let known: Known = { names: [], isCarried: true };
  const made = rest.map((step, place) => {
    const emitted = place === rest.length - 1 ? last : emit;
    // A variable at the beginning has the context around the path, with the wrapper of a list at the root, and so have the
    // steps behind it as long as each only keeps something.
    const isAround = isStarted && rest.slice(0, place).every(({ focus }) => focus !== undefined);
    const inside = { ...at, isOutermost: at.isOutermost && isAround };
    const { js, behind } =
      step.type === 'sort'
        ? emitOrder(inside, step, slots, known, place)
        : emitStep(inside, step, slots, known, emitted);
    known = behind;
    return js;
  });
  const from = before.length > 0 ? 'steps' : isStarted ? 'variable' : 'context';
  const fixed = `{ size: ${slots.size + 1}, keeps: ${node.keepSingletonArray === true}, from: ${literal(from)} }`;
  const parts = `${inputOf(at, before)}, ${fixedList(at, made)}, ${hoist(at.module, fixed)}`;
  return any(`${helper(at, 'tuples')}(${parts})`, true);
}

/** Where the reference does something of its own, or variables are bound on the way. */
function refuseUnusual(path: Ast, before: readonly Ast[], rest: readonly Ast[]): void {
  const isMade = [...before, ...rest.slice(0, 1)].some((step) => notesOf(step).consarray === true);
  const isOrdered = before.some(({ type }) => type === 'sort');
  if (isMade || isOrdered || notesOf(path).group !== undefined || boundIn(rest).length > 0) unusual();
}

function unusual(): never {
  return uncovered('@, # or % in an unusual place');
}

function slotsOf(steps: readonly Ast[]): Slots {
  const names = steps.flatMap((step) => {
    const { ancestor, stages = [] } = notesOf(step);
    return [
      step.focus,
      step.index,
      ancestor?.label,
      ...stages.map(({ type, value }) => type === 'index' && value),
    ];
  });
  const known = names.filter((name) => typeof name === 'string');
  return new Map([...new Set(known)].map((name, place) => [name, place + 1]));
}

/** 0 where nothing is kept. */
function slotOf(slots: Slots, name: unknown): number {
  return typeof name === 'string' ? (slots.get(name) ?? 0) : 0;
}

/** What the steps before come to. */
function inputOf(at: At, before: readonly Ast[]): string {
  const [only, another] = before;
  if (only === undefined) return used(at, at.input);
  return only.type === 'variable' && another === undefined
    ? emit(at, only).js
    : emitWalk(at, before, false, emit).js;
}

interface Emitted {
  readonly js: string;
  readonly behind: Known;
}

function emitStep(
  at: At,
  step: Ast,
  slots: Slots,
  known: Known,
  emitted: (at: At, node: Ast) => Code,
): Emitted {
  const { stages = [], ancestor } = notesOf(step);
  const {
    stages: _,
    focus,
    index,
    ancestor: __,
    tuple: ___,
    ...bare
  } = step as Ast & Record<string, unknown>;
  const of = ofTuple(at, slots, known, (inner) => emitted(inner, bare as Ast).js);
  const kept = [focus, index, ancestor?.label];
  let names = [...known.names, ...kept.filter((name) => typeof name === 'string')];
  const made = stages.map((stage) => {
    if (stage.type === 'index') names = [...names, String(stage.value)];
    return emitStage(at, stage, slots, { names, isCarried: true });
  });
  const places = kept.map((name) => slotOf(slots, name));
  const parts = [of, ...places.map(String), ...(made.length === 0 ? [] : [fixedList(at, made)])];
  return { js: fixedList(at, parts), behind: { names, isCarried: true } };
}

function emitStage(at: At, { type, expr, value }: Stage, slots: Slots, known: Known): string {
  if (type === 'index') return hoist(at.module, `{ index: ${slotOf(slots, value)} }`);
  if (expr.type === 'number') return hoist(at.module, `{ at: ${literal(Number(expr.value))} }`);
  return `{ keeps: ${ofTuple(at, slots, known, (inner) => emit(inner, expr).js)} }`;
}

/** Only where it is the first of all steps that keep something does an order keep places. */
function emitOrder(at: At, step: Ast, slots: Slots, known: Known, place: number): Emitted {
  const { stages = [], terms = [] } = notesOf(step);
  if (stages.length > 0 || !known.isCarried) return unusual();
  const by = terms.map(({ expression, descending }) => {
    const of = ofTuple(at, slots, known, (inner) => emit(inner, expression).js);
    return `[${of}, ${descending === true}]`;
  });
  const index = place === 0 && typeof step.index === 'string' ? step.index : undefined;
  const js = `{ by: [${by.join(', ')}], index: ${slotOf(slots, index)} }`;
  return {
    js,
    behind: { names: index === undefined ? known.names : [index], isCarried: place === 0 },
  };
}

/** A function of an item and of all that goes along with it, of which it knows what has its value by then. */
function ofTuple(at: At, slots: Slots, { names }: Known, build: (inner: At) => string): string {
  return closure(at, slots.size + 1, (inner, [input = '', ...parameters]) => {
    const variables = names.map((name): readonly [string, Variable] => {
      const js = parameters[(slots.get(name) ?? 0) - 1] ?? '';
      return [name, { js, isSet: true, isAsked: false, isOpen: true }];
    });
    const scope = { parent: at.scope, variables: new Map(variables) };
    return build({ ...inner, scope, input });
  });
}

/** A list of parts, made once where none of them needs a variable of a function around it. */
function fixedList({ module }: At, parts: readonly string[]): string {
  const js = `[${parts.join(', ')}]`;
  return parts.every((part) => /^(k\d+|\d+)$/.test(part)) ? hoist(module, js) : js;
}
