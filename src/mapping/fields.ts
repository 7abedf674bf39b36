import type { Issue } from '../report/issue.ts';
import type { Place } from '../report/place.ts';
import type { Json } from './catalog.ts';
import type { Compiled } from './compiled/compiled.ts';
import { compileExpression, type Evaluation, type Expression } from './expression/expression.ts';
import type { DocumentNode, MapNode } from './yaml/document.ts';

/** What stands behind a key of a call: compiled, with its place. */
export type FieldValue =
  | { readonly kind: 'constant'; readonly place: Place; readonly value: Json }
  | { readonly kind: 'expression'; readonly place: Place; readonly expression: Expression }
  | { readonly kind: 'map'; readonly place: Place; readonly fields: readonly Field[] }
  | { readonly kind: 'list'; readonly place: Place; readonly items: readonly FieldValue[] };

export interface Field {
  readonly name: string;
  /** Whether the key ends in "?": the field may yield nothing. */
  readonly optional: boolean;
  readonly place: Place;
  readonly value: FieldValue;
}

type Report = (issue: Issue) => void;

/** Compiles the fields of a map; `plainText` names the keys whose text is no expression. */
export function compileFields(
  node: MapNode,
  report: Report,
  plainText: readonly string[] = [],
): readonly Field[] {
  const seen = new Set<string>();
  return node.entries.flatMap(({ key, keyPlace, value }) => {
    const optional = key.endsWith('?');
    const name = optional ? key.slice(0, -1) : key;
    if (seen.has(name) || !isName(name)) {
      const message = seen.has(name)
        ? `the field "${name}" is written twice`
        : `"${key}" cannot be the name of a field`;
      report({
        code: 'mapping-shape',
        severity: 'error',
        message,
        place: keyPlace,
        hint: seen.has(name)
          ? 'keep one of the two, or rename it'
          : 'one "?" at the end makes a field optional; no other, and no blank at an end',
      });
      return [];
    }
    seen.add(name);
    const compiled = plainText.includes(name) ? constant(value) : compileValue(value, report);
    return compiled === undefined ? [] : [{ name, optional, place: keyPlace, value: compiled }];
  });
}

/** A stray "?" or blank in a name is a slip of the hand that nobody would see at the other end. */
function isName(name: string): boolean {
  return name !== '' && name !== '__proto__' && name === name.trim() && !name.includes('?');
}

function constant(node: DocumentNode): FieldValue | undefined {
  return node.kind === 'scalar' ? { kind: 'constant', place: node.place, value: node.value } : undefined;
}

function compileValue(node: DocumentNode, report: Report): FieldValue | undefined {
  if (node.kind === 'map') return { kind: 'map', place: node.place, fields: compileFields(node, report) };
  if (node.kind === 'list') {
    return {
      kind: 'list',
      place: node.place,
      items: node.items.flatMap((item) => compileValue(item, report) ?? []),
    };
  }
  if (typeof node.value !== 'string') return constant(node);
  const compiled = compileExpression({ text: node.value, placeAt: node.placeAt });
  if (compiled.ok) return { kind: 'expression', place: node.place, expression: compiled.expression };
  report(compiled.issue);
  return undefined;
}

/** Expressions that are evaluated one after the other, and what makes one object of their values. */
export interface Together {
  readonly expressions: readonly Expression[];
  /** Nothing where one of them is not compiled. It gives nothing where a value is missing that is not optional. */
  readonly compiled: () => Compiled | undefined;
}

/** Evaluates the expressions of a mapping for one delivery. */
export interface Evaluator {
  /** One, with the named values it uses. A promise only where it cannot be told at once. */
  readonly evaluate: (expression: Expression) => Evaluation | Promise<Evaluation>;
  /** What expressions come to together, where each has its value at once and nothing is missing. */
  readonly atOnce: (expressions: Together) => Json | undefined;
}

/** Work that gives away a promise where it must wait, and goes on with what the promise comes to. */
export type Work<Value> = Generator<Promise<Evaluation>, Value, Evaluation>;

/** What something yields: a value, nothing, or an issue that was reported. */
type Yield = { readonly status: 'value'; readonly value: Json } | { readonly status: 'nothing' | 'failed' };

const nothingYielded: Yield = { status: 'nothing' };
const failed: Yield = { status: 'failed' };

/** What the fields yield together; every field that fails, or yields nothing without a "?", is reported. */
export function* evaluateFields(
  fields: readonly Field[],
  evaluator: Evaluator,
  report: Report,
): Work<{ readonly [name: string]: Json }> {
  const yielded: { [name: string]: Json } = {};
  for (const { name, optional, place, value } of fields) {
    const found = isPlain(value)
      ? evaluatePlain(value, evaluator, report)
      : yield* evaluateInner(value, optional, evaluator, report);
    const known = found instanceof Promise ? yieldOf(yield found, report) : found;
    if (known.status === 'value') yielded[name] = known.value;
    if (known.status === 'nothing' && !optional)
      report(nothing(`"${name}" yields nothing`, place, `write "${name}?:" if it may be absent`));
  }
  return yielded;
}

type Plain = Extract<FieldValue, { kind: 'constant' | 'expression' }>;
type Inner = Exclude<FieldValue, Plain>;

function isPlain(value: FieldValue): value is Plain {
  return value.kind === 'constant' || value.kind === 'expression';
}

function evaluatePlain(value: Plain, evaluator: Evaluator, report: Report): Yield | Promise<Evaluation> {
  if (value.kind === 'constant') return { status: 'value', value: value.value };
  const result = evaluator.evaluate(value.expression);
  return result instanceof Promise ? result : yieldOf(result, report);
}

function yieldOf(result: Evaluation, report: Report): Yield {
  if (!result.ok) {
    report(result.issue);
    return failed;
  }
  return result.value === undefined ? nothingYielded : { status: 'value', value: result.value };
}

function* evaluateInner(value: Inner, optional: boolean, evaluator: Evaluator, report: Report): Work<Yield> {
  if (value.kind === 'list') return yield* evaluateList(value.items, optional, evaluator, report);
  const map = yield* evaluateFields(value.fields, evaluator, report);
  return optional && Object.keys(map).length === 0 ? nothingYielded : { status: 'value', value: map };
}

/** The items of a list are as optional as the list. */
function* evaluateList(
  items: readonly FieldValue[],
  optional: boolean,
  evaluator: Evaluator,
  report: Report,
): Work<Yield> {
  const values: Json[] = [];
  for (const [index, item] of items.entries()) {
    const found = isPlain(item)
      ? evaluatePlain(item, evaluator, report)
      : yield* evaluateInner(item, optional, evaluator, report);
    const known = found instanceof Promise ? yieldOf(yield found, report) : found;
    if (known.status === 'value') values.push(known.value);
    if (known.status === 'nothing' && !optional)
      report(
        nothing(
          `item ${index + 1} of the list yields nothing`,
          item.place,
          'write "?" behind the key of the list if items may be absent',
        ),
      );
  }
  return optional && values.length === 0 ? nothingYielded : { status: 'value', value: values };
}

function nothing(message: string, place: Place, hint: string): Issue {
  return { code: 'field-missing', severity: 'error', message, place, hint };
}

/** The place of the field at the end of a way through a call, or of the nearest field around it. */
export function placeOfSteps(
  fields: readonly Field[],
  [step, ...rest]: readonly string[],
): Place | undefined {
  const field = fields.find(({ name }) => name === step);
  if (field === undefined) return undefined;
  const inside = field.value.kind === 'map' ? placeOfSteps(field.value.fields, rest) : undefined;
  return inside ?? (field.value.kind === 'map' ? field.place : field.value.place);
}

/** The expressions of fields, those within maps and lists among them, in the order of the file; or those that must have a value. */
export function expressionsIn(
  fields: readonly Field[],
  which: 'all' | 'required' = 'all',
): readonly Extract<FieldValue, { kind: 'expression' }>[] {
  const inside = (
    value: FieldValue,
    optional: boolean,
  ): readonly Extract<FieldValue, { kind: 'expression' }>[] => {
    if (value.kind === 'expression') return optional && which === 'required' ? [] : [value];
    if (value.kind === 'map') return expressionsIn(value.fields, which);
    return value.kind === 'list' ? value.items.flatMap((item) => inside(item, optional)) : [];
  };
  return fields.flatMap(({ value, optional }) => inside(value, optional));
}
