import { typeName } from '../../schema.ts';
import type { Ast } from '../language/ast.ts';
import { type Boundary, boundariesOf } from './boundaries.ts';
import { explainEach, type Reached } from './each.ts';
import { type Explain, type Explainer, type Inside, leaf } from './explainer.ts';
import type { Reason, Step } from './explanation.ts';
import { explainFilter } from './filters.ts';
import { type Claim, claim, type Scope } from './scope.ts';
import { itemsOf, valueIn } from './values.ts';

/** `a.b[c].(…)`: step by step, each of what the one before it gave. */
export const explainPath: Explainer = async (node, scope, claimed, explain) =>
  through(boundariesOf(node.steps ?? [], scope.written.spans), scope, claimed, explain);

/** The same for what is no path and has a filter behind it, such as `(a)[0]`. */
export const explainFiltered: Explainer = async (node, scope, claimed, explain) =>
  through(boundariesOf([node], scope.written.spans), scope, claimed, explain);

async function through(
  boundaries: readonly Boundary[],
  scope: Scope,
  claimed: Claim,
  explain: Explain,
): Promise<Inside> {
  const [start] = boundaries;
  if (start === undefined) return leaf;
  const steps: Step[] = [];
  const begins = isField(start.node) ? undefined : await beginning(start, scope, explain);
  if (begins !== undefined) steps.push(begins);
  const inside = (why: Reason | undefined, blamed: readonly Step[] = []): Inside => ({
    kind: 'path',
    steps,
    blamed,
    ...(why === undefined ? {} : { why }),
  });
  const isPlain = boundaries.every(
    ({ node, filter }, index) => filter === undefined && (index === 0 || isField(node)),
  );
  // What only reads fields and found something needs no more words.
  if (isPlain && claimed.result.status === 'value') return inside(undefined);
  let before: Reached | undefined;
  let kept: Reason | undefined;
  for (const boundary of boundaries) {
    const reached = await claim(boundary.span, scope);
    if (reached === undefined) return inside(kept);
    const around = before && { ...before, scope, after: reached };
    const filtered = around && boundary.filter && (await explainFilter(boundary.filter, around, explain));
    kept = filtered?.why ?? kept;
    const isEach = around !== undefined && filtered === undefined && !isField(boundary.node);
    const own = isEach ? await explainEach(boundary.node, around, explain) : (filtered?.steps ?? []);
    steps.push(...own);
    if (reached.result.status !== 'value')
      return inside(...whyNothing(boundary, { before: before?.claimed, reached, own, begins, kept }));
    before = { claimed: reached, boundary };
  }
  return inside(kept);
}

/** What a path begins with, where that is no field. */
async function beginning({ node }: Boundary, scope: Scope, explain: Explain): Promise<Step | undefined> {
  const { predicate: _filters, stages: _stages, index: _index, focus: _focus, ...bare } = node;
  return explain(bare, { ...scope, written: withoutFilters(scope, node, bare) }, { role: 'start' });
}

/** The same text, where the node without its filters ends before them. */
function withoutFilters({ written }: Scope, node: Ast, bare: Ast): Scope['written'] {
  const { spans } = written;
  return {
    ...written,
    spans: { ...spans, of: (one) => (one === bare ? spans.upTo(node, node) : spans.of(one)) },
  };
}

function whyNothing(
  { node, filter, span }: Boundary,
  {
    before,
    reached,
    own,
    begins,
    kept,
  }: {
    readonly before: Claim | undefined;
    readonly reached: Claim;
    readonly own: readonly Step[];
    readonly begins: Step | undefined;
    readonly kept: Reason | undefined;
  },
): [Reason | undefined, readonly Step[]] {
  if (reached.result.status === 'failed') return [undefined, []];
  if (filter !== undefined) return [kept, []];
  if (before === undefined) return begins === undefined ? [notThere(reached), []] : [undefined, [begins]];
  const items = itemsOf(valueIn(before.result));
  if (items.length === 0) return [{ kind: 'empty-list', of: before.text }, []];
  if (!isField(node)) return [{ kind: 'each-nothing', items: items.length }, own.slice(0, 1)];
  const without = items.find((item) => typeof item !== 'object' || item === null);
  if (span === undefined || without === undefined) return [notThere(reached), []];
  return [{ kind: 'no-fields', text: reached.text, of: before.text, found: typeName(without) }, []];
}

function notThere({ text }: Claim): Reason {
  return { kind: 'not-there', text };
}

function isField({ type, value }: Ast): boolean {
  return (
    type === 'name' ||
    type === 'wildcard' ||
    type === 'descendant' ||
    (type === 'variable' && (value === '' || value === '$'))
  );
}
