import { compileExpression } from '../expression/expression.ts';
import { type Ast, isAst, nodesIn } from '../language/ast.ts';
import { byName, sentenceOf } from './functions-in-words.ts';
import { filtered, pathInWords } from './paths-in-words.ts';
import { type IsList, perItem } from './per-item.ts';
import { code, type InWords, listed, type Phrase, phrase, within } from './phrase.ts';

/**
 * What an expression gives, in plain words, as Markdown; the expression itself where it has a form that is rare, or cannot
 * be compiled. The same for the same text. `isList` knows where a position counts within each item of a list.
 */
export function expressionInWords(text: string, isList: IsList = () => false): string {
  const compiled = compileExpression({ text, placeAt: () => ({ file: '', line: 1, column: 1 }) });
  const told = compiled.ok ? inWords(perItem(compiled.expression.ast, isList)) : undefined;
  return told?.text ?? code(text.trim().replace(/\s+/g, ' '));
}

const inWords: InWords = (node) => {
  // What is put together by a key, `items{id: name}`.
  if (node.group !== undefined) return undefined;
  const { predicate = [], ...bare } = node;
  if (predicate.length > 0 && node.type !== 'path') {
    const subject = inWords(bare);
    return subject === undefined ? undefined : filtered(subject, predicate, inWords);
  }
  switch (node.type) {
    case 'string':
      return phrase(code(JSON.stringify(node.value)));
    case 'number':
    case 'value':
      return phrase(String(node.value));
    case 'regex':
      return phrase(code(String(node.value)));
    case 'path':
      return pathInWords(node, inWords);
    case 'name':
    case 'variable':
      return pathInWords({ type: 'path', steps: [node] }, inWords);
    case 'binary':
      return binary(node);
    case 'unary':
      return unary(node);
    case 'condition':
      return condition(node);
    case 'function':
      return call(node.procedure?.value, node.arguments ?? []);
    case 'apply':
      return applied(node);
    case 'block':
      return block(node);
    default:
      return undefined;
  }
};

const operators: Readonly<Record<string, string>> = {
  '=': 'is',
  '!=': 'is not',
  '<': 'is less than',
  '>': 'is more than',
  '<=': 'is at most',
  '>=': 'is at least',
  in: 'is one of',
  and: 'and',
  or: 'or',
  '+': 'plus',
  '-': 'minus',
  '*': 'times',
  '/': 'divided by',
  '&': 'followed by',
  '..': 'up to',
};

function binary({ value, lhs, rhs }: Ast): Phrase | undefined {
  const operator = String(value);
  const words = operators[operator];
  const left = isAst(lhs) ? inWords(lhs) : undefined;
  const right = isAst(rhs) ? (operator === 'in' ? alternatives(rhs) : inWords(rhs)) : undefined;
  if (words === undefined || left === undefined || right === undefined) return undefined;
  const rank =
    operator === 'and' || operator === 'or' ? operator : isComparison(operator) ? 'comparison' : 'sentence';
  const inner = rank === 'and' || rank === 'or' ? rank : 'of';
  // What is added or put together one after the other needs no brackets.
  const isChain = (operator === '&' || operator === '+') && isAst(lhs) && lhs.value === operator;
  return phrase(`${isChain ? left.text : within(left, inner)} ${words} ${within(right, inner)}`, rank);
}

function isComparison(operator: string): boolean {
  return ['=', '!=', '<', '>', '<=', '>=', 'in'].includes(operator);
}

function alternatives(node: Ast): Phrase | undefined {
  if (node.type !== 'unary' || node.value !== '[') return inWords(node);
  const items = all(node.expressions ?? []);
  return items === undefined
    ? undefined
    : phrase(
        listed(
          items.map((item) => within(item)),
          'or',
        ),
      );
}

function unary(node: Ast): Phrase | undefined {
  if (node.value === '-') {
    const inner = node.expression === undefined ? undefined : inWords(node.expression);
    return inner === undefined ? undefined : phrase(`minus ${within(inner)}`);
  }
  if (node.value === '[') {
    const items = all(node.expressions ?? []);
    if (items === undefined) return undefined;
    return items.length === 0
      ? phrase('an empty list')
      : { ...phrase(`[${items.map(({ text }) => text).join('; ')}]`), items };
  }
  if (node.value !== '{' || !Array.isArray(node.lhs)) return undefined;
  if (node.lhs.length === 0) return phrase('an object without fields');
  const pairs = (node.lhs as readonly unknown[]).map((pair) => all(nodesIn(pair)));
  const told = pairs.flatMap((pair) => (pair?.length === 2 ? [pair.map(({ text }) => text).join(': ')] : []));
  return told.length < pairs.length ? undefined : phrase(`{ ${told.join('; ')} }`);
}

function condition({ condition: asked, then: yes, else: no }: Ast): Phrase | undefined {
  const told = all([asked, yes, no].filter(isAst));
  const [first, second, third] = told ?? [];
  if (first === undefined || second === undefined) return undefined;
  const otherwise = third === undefined ? 'otherwise nothing' : `otherwise ${third.text}`;
  return phrase(`if ${first.text}, then ${within(second, 'or')}, ${otherwise}`, 'sentence');
}

function call(name: unknown, given: readonly Ast[]): Phrase | undefined {
  const told = all(given);
  if (typeof name !== 'string' || told === undefined) return undefined;
  return sentenceOf(name, told) ?? byName(name, told);
}

function applied({ lhs, rhs }: Ast): Phrase | undefined {
  if (!isAst(lhs) || !isAst(rhs)) return undefined;
  if (rhs.type === 'variable') return call(rhs.value, [lhs]);
  return rhs.type === 'function' ? call(rhs.procedure?.value, [lhs, ...(rhs.arguments ?? [])]) : undefined;
}

/** The last expression of a block is what it gives; those before give names to values. */
function block({ expressions = [] }: Ast): Phrase | undefined {
  const last = expressions.at(-1);
  const result = last === undefined ? undefined : inWords(last);
  if (result === undefined || expressions.length === 1) return result;
  const named = expressions.slice(0, -1).map(({ type, lhs, rhs }) => {
    const value = isAst(rhs) ? inWords(rhs) : undefined;
    if (type !== 'bind' || !isAst(lhs) || value === undefined) return undefined;
    return `${code(`$${String(lhs.value)}`)} is ${within(value)}`;
  });
  const told = named.flatMap((one) => one ?? []);
  return told.length < named.length ? undefined : phrase(`${result.text}, where ${listed(told)}`, 'sentence');
}

function all(nodes: readonly Ast[]): readonly Phrase[] | undefined {
  const told = nodes.map(inWords);
  const known = told.flatMap((one) => one ?? []);
  return known.length < told.length ? undefined : known;
}
