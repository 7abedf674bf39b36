import type { Json } from '../catalog.ts';
import { compileExpression, type Expression, type ExpressionSource } from '../expression/expression.ts';
import { allNodes } from '../language/ast.ts';
import type { Step, StepResult } from './explanation.ts';
import { type Span, type Spans, spansOf } from './spans.ts';

/** An expression, with the means to evaluate parts of its text. */
export interface Written {
  readonly source: ExpressionSource;
  readonly spans: Spans;
  /** The part of the text, compiled; nothing where it cannot stand alone. */
  readonly part: (span: Span) => Expression | undefined;
}

/** Where a part of an expression is evaluated. */
export interface Scope {
  readonly written: Written;
  readonly input: unknown;
  /** Whether the input is an item of the delivery, not the delivery. */
  readonly nested: boolean;
  readonly item?: Step['item'];
  /** Names that the expression itself gave; they hide those of the mapping. */
  readonly locals: ReadonlyMap<string, Json | undefined>;
  /** What a named value of the mapping is; nothing where there is none of that name. */
  readonly named: (name: string) => Promise<StepResult | undefined>;
}

/** What is known of a part before its own parts are looked at. */
export type Claim = Pick<Step, 'text' | 'at' | 'place' | 'input' | 'names' | 'item' | 'result'>;

const known = new WeakMap<Expression, Written>();

export function writtenOf(expression: Expression): Written {
  const before = known.get(expression);
  if (before !== undefined) return before;
  const { source } = expression;
  const parts = new Map<string, Expression | undefined>();
  const part = ({ start, end }: Span): Expression | undefined => {
    const key = `${start}-${end}`;
    if (!parts.has(key)) {
      const text = source.text.slice(start, end);
      const compiled = compileExpression({ text, placeAt: (index) => source.placeAt(start + index) });
      parts.set(key, compiled.ok ? compiled.expression : undefined);
    }
    return parts.get(key);
  };
  const written: Written = { source, spans: spansOf(source.text), part };
  known.set(expression, written);
  return written;
}

/** Evaluates a part of the text as it stands; nothing where it cannot be evaluated by itself. */
export async function claim(span: Span | undefined, scope: Scope): Promise<Claim | undefined> {
  const expression = span && scope.written.part(span);
  if (span === undefined || expression === undefined) return undefined;
  if (scope.nested && looksOutside(expression)) return undefined;
  const { source } = scope.written;
  const { names, result } = await evaluateIn(expression, scope);
  return {
    text: expression.source.text,
    at: span.start,
    place: source.placeAt(span.start),
    input: scope.input,
    names,
    ...(scope.item === undefined ? {} : { item: scope.item }),
    result,
  };
}

/** `$$` and `%` mean something outside of the item. */
function looksOutside(expression: Expression): boolean {
  const before = outside.get(expression);
  if (before !== undefined) return before;
  const found = allNodes(expression.ast).some(
    ({ type, value }) => type === 'parent' || (type === 'variable' && value === '$'),
  );
  outside.set(expression, found);
  return found;
}

const outside = new WeakMap<Expression, boolean>();

async function evaluateIn(
  expression: Expression,
  { input, locals, named }: Scope,
): Promise<{ readonly names: Readonly<Record<string, Json>>; readonly result: StepResult }> {
  const names: Record<string, Json> = {};
  for (const name of expression.names) {
    const local = locals.get(name);
    if (local !== undefined) names[name] = local;
    if (locals.has(name)) continue;
    const given = await named(name);
    if (given?.status === 'failed') return { names, result: given };
    if (given?.status === 'value') names[name] = given.value;
  }
  return { names, result: resultOf(await expression.evaluate(input, names)) };
}

function resultOf(evaluation: Awaited<ReturnType<Expression['evaluate']>>): StepResult {
  if (!evaluation.ok) return { status: 'failed', issue: evaluation.issue };
  const { value } = evaluation;
  return value === undefined ? { status: 'nothing' } : { status: 'value', value };
}
