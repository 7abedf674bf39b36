import type { Ast } from '../../language/ast.ts';
import type { Helper } from '../runtime.ts';
import {
  type At,
  any,
  asText,
  asTruth,
  type Code,
  emit,
  helper,
  type Kind,
  local,
  measured,
} from './module.ts';
import { uncovered } from './syntax.ts';

const arithmetic: Readonly<Record<string, Helper>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '%': 'remainder',
};
const comparisons: Readonly<Record<string, Helper>> = {
  '<': 'less',
  '<=': 'lessOrEqual',
  '>': 'greater',
  '>=': 'greaterOrEqual',
};

/** An operator between two values. */
export function emitBinary(at: At, node: Ast): Code {
  const operator = String(node.value);
  const left = emit(at, node.lhs as Ast);
  const right = emit(at, node.rhs as Ast);
  const calling = (name: Helper, kind: Kind, isDefined = false): Code => {
    return { js: `${helper(at, name)}(${left.js}, ${right.js})`, kind, isDefined };
  };
  if (operator in arithmetic) return emitArithmetic(at, operator, left, right);
  if (operator in comparisons) return calling(comparisons[operator] ?? 'less', 'boolean');
  switch (operator) {
    case '&': {
      const js = `(${asText(at, left)} + ${asText(at, right)})`;
      return measured(at, { js, kind: 'text', isDefined: true });
    }
    case 'and':
      return truthOf(`(${asTruth(at, left)} && ${asTruth(at, right)})`);
    case 'or':
      return truthOf(`(${asTruth(at, left)} || ${asTruth(at, right)})`);
    case '=':
      if (isScalar(left) || isScalar(right)) return truthOf(`(${left.js} === ${right.js})`);
      return truthOf(`${helper(at, 'equal')}(${weighed(at, left)}, ${weighed(at, right)})`);
    case '!=':
      return truthOf(`${helper(at, 'unequal')}(${weighed(at, left)}, ${weighed(at, right)})`);
    case 'in':
      return calling('contained', 'boolean', true);
    case '..':
      return { ...calling('range', 'any'), isOpen: true };
    default:
      return uncovered(`the operator ${operator}`);
  }
}

/** Of two finite numbers at once. */
function emitArithmetic(at: At, operator: string, left: Code, right: Code): Code {
  const [one, other] = [local(at, 't'), local(at, 't')];
  const tests = [one, other].map((value) => `typeof ${value} === "number" && ${value} - ${value} === 0`);
  const otherwise = `${helper(at, arithmetic[operator] ?? 'add')}(${one}, ${other})`;
  const set = `${one} = ${left.js}, ${other} = ${right.js}`;
  const js = `(${set}, ${tests.join(' && ')} ? ${one} ${operator} ${other} : ${otherwise})`;
  return { js, kind: 'number' };
}

function truthOf(js: string): Code {
  return { js, kind: 'boolean', isDefined: true };
}

/** In an expression that can grow, what is compared as a whole is measured as a whole. */
function weighed(at: At, { js, kind }: Code): string {
  const canBeLarge = kind === 'any' || kind === 'list' || kind === 'object';
  return at.module.grows && canBeLarge ? `${helper(at, 'measured')}(${js})` : js;
}

/** Whether equal means the same: no list or object, and never nothing. */
function isScalar({ kind, isDefined }: Code): boolean {
  return isDefined === true && ['text', 'number', 'boolean', 'null'].includes(kind);
}

/** `-value` */
export function emitNegation(at: At, node: Ast): Code {
  return { js: `${helper(at, 'negate')}(${emit(at, node.expression as Ast).js})`, kind: 'number' };
}

/** `condition ? then : else`, with what its branches are emitted by. */
export function emitCondition(at: At, node: Ast, branch: (at: At, node: Ast) => Code): Code {
  const condition = asTruth(at, emit(at, node.condition as Ast));
  const then = branch(at, node.then as Ast);
  const other = node.else === undefined ? any('undefined') : branch(at, node.else);
  return {
    js: `(${condition} ? ${then.js} : ${other.js})`,
    kind: then.kind === other.kind ? then.kind : 'any',
    isDefined: then.isDefined === true && other.isDefined === true,
    isOpen: then.isOpen === true || other.isOpen === true,
  };
}
