import type { Ast } from '../language/ast.ts';
import { type Span, type Spans, stagesOf } from './spans.ts';

/** A place up to which a path can be read: behind one of its steps, or behind one of the filters of a step. */
export interface Boundary {
  readonly node: Ast;
  /** The filter that ends here. */
  readonly filter?: Ast;
  readonly span: Span | undefined;
  /** The name that the step gives to the position of each item. */
  readonly counts?: string;
  /** Whether the items have names or positions that a part behind them cannot be evaluated without. */
  readonly bindsMore: boolean;
}

/** All of them, from the beginning of the path on. */
export function boundariesOf(steps: readonly Ast[], spans: Spans): readonly Boundary[] {
  const [first] = steps;
  if (first === undefined) return [];
  return steps.flatMap((node, index): Boundary[] => {
    const stages = stagesOf(node);
    const counts = index === 0 && stages.length === 0 ? positionName(node) : undefined;
    const bindsMore = steps
      .slice(0, index + 1)
      .some((one) => binds(one) && !(one === node && counts !== undefined));
    const named = { node, bindsMore, ...(counts === undefined ? {} : { counts }) };
    const filters = stages.flatMap((stage, at): Boundary[] =>
      stage.type === 'filter'
        ? [{ ...named, filter: stage, span: spans.upToStage(first, node, at + 1) }]
        : [],
    );
    return [{ ...named, span: spans.upTo(first, node) }, ...filters];
  });
}

function positionName({ focus, index }: Ast): string | undefined {
  return focus === undefined && typeof index === 'string' ? index : undefined;
}

function binds(node: Ast): boolean {
  return (
    node.focus !== undefined ||
    node.index !== undefined ||
    stagesOf(node).some(({ type }) => type === 'index')
  );
}
