import { type Ast, isAst } from '../language/ast.ts';
import { type Around, onEach } from './each.ts';
import type { Explain } from './explainer.ts';
import type { Reason, Step } from './explanation.ts';
import { itemsOf, valueIn } from './values.ts';

/** More items than a person reads are not told one by one. */
const mostItems = 20;

/** A filter, or a position: how many items it left, and what its condition gave for each of them. */
export async function explainFilter(
  filter: Ast,
  around: Around,
  explain: Explain,
): Promise<{ readonly why: Reason; readonly steps: readonly Step[] }> {
  const { scope, claimed, after } = around;
  const { spans, source } = scope.written;
  const span = spans.filter(filter);
  const items = itemsOf(valueIn(claimed.result));
  const why: Reason = {
    kind: 'filter',
    text: span === undefined ? '' : source.text.slice(span.start, span.end),
    of: claimed.text,
    items: items.length,
    kept: itemsOf(valueIn(after.result)).length,
  };
  const condition = (filter as { readonly expr?: unknown }).expr;
  if (!isAst(condition) || condition.type === 'number') return { why, steps: [] };
  const steps = await onEach(around, mostItems, (inner) => explain(condition, inner, { role: 'filter' }));
  return { why, steps };
}
