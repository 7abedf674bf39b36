import { type Ast, isAst } from '../language/ast.ts';
import { closings, type Token, tokensOf } from './tokens.ts';

/** From an index of the expression's text up to another. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the parts of one expression stand in its text. */
export interface Spans {
  /** Nothing where it cannot be told. */
  readonly of: (node: Ast) => Span | undefined;
  /** From where one part begins up to where another ends, without what is filtered or numbered behind it. */
  readonly upTo: (first: Ast, last: Ast) => Span | undefined;
  /** The same, with the first so many filters behind it; a filter itself with `filter`. */
  readonly upToStage: (first: Ast, last: Ast, stages: number) => Span | undefined;
  readonly filter: (stage: Ast) => Span | undefined;
}

/** A run of tokens, by their indexes; both ends are part of it. */
interface Run {
  readonly first: number;
  readonly last: number;
}

/** JSONata's tree has the end of one token of each node: from the tokens around it follows where the node stands. */
export function spansOf(text: string): Spans {
  const tokens = tokensOf(text);
  const closing = closings(tokens);
  const byEnd = new Map(tokens.map(({ end }, index) => [end, index]));
  const find: Find = {
    tokens,
    at: ({ position }) => byEnd.get(position ?? -1),
    closing: (index) => (index === undefined ? undefined : closing.get(index)),
  };
  const span = (first?: number, last?: number): Span | undefined => {
    const [begin, end] = [tokens[first ?? -1], tokens[last ?? -1]];
    return begin === undefined || end === undefined || end.end < begin.end
      ? undefined
      : { start: begin.start, end: end.end };
  };
  return {
    of: (node) => {
      const run = runOf(node, find);
      return span(run?.first, run?.last);
    },
    upTo: (first, last) => span(runOf(first, find)?.first, bareRun(last, find)?.last),
    upToStage: (first, last, stages) => {
      const stage = stagesOf(last)[stages - 1];
      return span(runOf(first, find)?.first, stage && find.closing(find.at(stage)));
    },
    filter: (stage) => span(find.at(stage), find.closing(find.at(stage))),
  };
}

interface Find {
  readonly tokens: readonly Token[];
  /** The token that a node names. */
  readonly at: (node: Ast) => number | undefined;
  readonly closing: (opening: number | undefined) => number | undefined;
}

export function stagesOf({ stages, predicate }: Ast): readonly Ast[] {
  return stages ?? predicate ?? [];
}

/** With all that follows it: filters, `[]`, a position's name, a group. */
function runOf(node: Ast, find: Find): Run | undefined {
  const bare = bareRun(node, find);
  if (bare === undefined) return undefined;
  let last: number | undefined = afterBrackets(bare.last, find);
  last += (node.focus === undefined ? 0 : 2) + (node.index === undefined ? 0 : 2);
  for (const stage of stagesOf(node)) {
    const at = find.at(stage);
    last = stage.type === 'index' ? (at ?? Number.NaN) + 1 : find.closing(at);
    if (last === undefined || Number.isNaN(last)) return undefined;
    last = afterBrackets(last, find);
  }
  if (isGroup(node.group)) {
    const closed = find.closing(find.at(node.group));
    if (closed === undefined) return undefined;
    // Steps may stand behind it all the same: it is made of what they give.
    last = Math.max(last, closed);
  }
  return { first: bare.first, last: afterBrackets(last, find) };
}

function isGroup(group: unknown): group is Ast {
  return typeof group === 'object' && group !== null && 'position' in group;
}

/** `[]` belongs to what stands before it. */
function afterBrackets(last: number, { tokens }: Find): number {
  let end = last;
  while (tokens[end + 1]?.text === '[' && tokens[end + 2]?.text === ']') end += 2;
  return end;
}

function bareRun(node: Ast, find: Find): Run | undefined {
  const { at, closing, tokens } = find;
  const own = at(node);
  const between = (first: unknown, last: unknown): Run | undefined => {
    const [begin, end] = [first, last].map((one) => (isAst(one) ? runOf(one, find) : undefined));
    return begin === undefined || end === undefined ? undefined : { first: begin.first, last: end.last };
  };
  const run = (first: number | undefined, last: number | undefined): Run | undefined =>
    first === undefined || last === undefined ? undefined : { first, last };
  switch (node.type) {
    case 'path':
      return between(node.steps?.[0], node.steps?.at(-1));
    case 'binary':
    case 'bind':
    case 'apply':
      return between(node.lhs, node.rhs);
    case 'unary':
      return node.value === '-'
        ? run(own, node.expression && runOf(node.expression, find)?.last)
        : run(own, closing(own));
    case 'block':
      return run(own, closing(own));
    case 'function':
    case 'partial':
      return run(node.procedure && runOf(node.procedure, find)?.first, closing(own));
    case 'condition':
      return between(isWritten(node.condition, find) ? node.condition : node.then, node.else ?? node.then);
    case 'lambda': {
      if (node.thunk === true) return node.body && runOf(node.body, find);
      const parameters = closing(own);
      const body = tokens.findIndex(({ text }, index) => index > (parameters ?? Number.NaN) && text === '{');
      return run(own === undefined ? undefined : own - 1, closing(body));
    }
    case 'sort':
      return run(own, closing(own === undefined ? undefined : own + 1));
    case 'number':
      return run(own !== undefined && Number(node.value) < 0 ? own - 1 : own, own);
    default:
      return run(own, own);
  }
}

/** What `??` asks is made by the parser. */
function isWritten(condition: Ast | undefined, { at }: Find): boolean {
  return condition !== undefined && (condition.type !== 'function' || at(condition) !== undefined);
}
