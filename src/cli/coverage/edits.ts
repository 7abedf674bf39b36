import { oneLine } from './branches.ts';
import { allParts, type Part } from './tree.ts';

/** A part of an expression and what stands there instead. */
export interface Edit {
  readonly part: Part;
  readonly by: string;
  /** Goes on "no sample notices when …". */
  readonly words: string;
}

type Written = (part: Part | undefined) => string;

/** Every small change of an expression that gives something else for some delivery. */
export function editsOf(tree: Part, text: string): readonly Edit[] {
  const written: Written = (part) => (part === undefined ? '' : text.slice(part.start, part.end));
  const keys = new Set(
    allParts(tree).flatMap(({ kind, parts }) =>
      kind === 'object' ? parts.filter((_, index) => index % 2 === 0) : [],
    ),
  );
  const unordered = new Set(allParts(tree).flatMap((part) => listsWithoutOrder(part, written)));
  return allParts(tree).flatMap((part) => {
    if (keys.has(part)) return [];
    return part.kind === 'list' ? ofList(part, written, unordered.has(part)) : of(part, written);
  });
}

/** Functions to which the order of a list is the same. */
const sums = ['$sumMoney', '$sum', '$count', '$max', '$min', '$average'];

function listsWithoutOrder({ kind, parts, sign }: Part, written: Written): readonly Part[] {
  const [first, second] = parts;
  const inOne = kind === 'binary' && sign?.text === 'in' ? second : undefined;
  const ofCall = kind === 'call' && sums.includes(written(first)) ? second : undefined;
  return [inOne, ofCall].flatMap((part) => (part?.kind === 'list' ? part : []));
}

function of(part: Part, written: Written): readonly Edit[] {
  const edit = (by: string, words: string): Edit => ({ part, by, words });
  switch (part.kind) {
    case 'string':
      return [edit('"another text"', `${oneLine(written(part))} is another text`)];
    case 'number':
      return [edit(String(Number(written(part)) + 1), `${written(part)} is ${Number(written(part)) + 1}`)];
    case 'constant':
      return otherConstant(written(part)).map((other) => edit(other, `${written(part)} is ${other}`));
    case 'minus':
      return [edit(alone(part.parts[0], written), 'the minus is left out')];
    case 'condition':
      return ofCondition(part, written, edit);
    case 'fallback':
      return instead(part.parts, written, edit);
    case 'filter':
      return ofFilter(part, written, edit);
    case 'binary':
      return ofBinary(part, written, edit);
    case 'call':
      return ofCall(part, written, edit);
    case 'object':
      return ofObject(part, written, edit);
    default:
      return [];
  }
}

type MakeEdit = (by: string, words: string) => Edit;

function ofCondition(
  { parts: [condition, then, other] }: Part,
  written: Written,
  edit: MakeEdit,
): readonly Edit[] {
  const test = `this is always true: ${oneLine(written(condition))}`;
  const never = `this is never true: ${oneLine(written(condition))}`;
  if (other === undefined)
    return [
      edit(alone(then, written), test),
      edit(`$not(${written(condition)}) ? ${written(then)}`, 'the condition is turned round'),
    ];
  return [
    edit(alone(then, written), test),
    edit(alone(other, written), never),
    edit(`${written(condition)} ? (${written(other)}) : ${written(then)}`, 'the two branches change places'),
  ];
}

/** A value and what stands in for it: one, the other, and the other first. */
function instead([value, other]: readonly Part[], written: Written, edit: MakeEdit): readonly Edit[] {
  return [
    edit(alone(value, written), `nothing stands in for ${oneLine(written(value))}`),
    edit(alone(other, written), `${oneLine(written(other))} is always taken`),
  ];
}

function ofFilter({ parts: [target, filter] }: Part, written: Written, edit: MakeEdit): readonly Edit[] {
  const open = written(target);
  if (filter === undefined) return [edit(open, '"[]" is left out')];
  const without = edit(open, `the filter [${oneLine(written(filter))}] is left out`);
  if (filter.kind === 'number' || filter.kind === 'minus') return [without];
  return [without, edit(`${open}[$not(${written(filter)})]`, 'the filter is turned round')];
}

/** What an operator may be mistaken for. */
const others: Readonly<Record<string, readonly string[]>> = {
  '=': ['!='],
  '!=': ['='],
  '<': ['<=', '>'],
  '<=': ['<', '>'],
  '>': ['>=', '<'],
  '>=': ['>', '<'],
  and: ['or'],
  or: ['and'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
};

function ofBinary({ parts: [left, right], sign }: Part, written: Written, edit: MakeEdit): readonly Edit[] {
  const name = sign?.text ?? '';
  const swapped = (others[name] ?? []).map((other) =>
    edit(together(`${written(left)} ${other} ${written(right)}`, other), `"${name}" is "${other}"`),
  );
  if (name === 'in') return [edit(`$not(${written(left)} in ${written(right)})`, '"in" is turned round')];
  const halves = [left, right].flatMap((half, index) =>
    edit(alone(half, written), `${oneLine(written(index === 0 ? right : left))} is left out`),
  );
  return ['and', 'or', '&', '+', '-', '*', '/'].includes(name) ? [...swapped, ...halves] : swapped;
}

/** "and" binds more strongly than "or": beside others it must keep its two sides. */
function together(text: string, operator: string): string {
  return operator === 'and' || operator === 'or' ? `(${text})` : text;
}

/** Functions that say whether something is so. */
const questions = ['$exists', '$contains', '$boolean'];

function ofCall(part: Part, written: Written, edit: MakeEdit): readonly Edit[] {
  const [called, first, ...more] = part.parts;
  const name = written(called);
  const [second] = more;
  if (called?.kind !== 'variable' || first === undefined) return [];
  if (name === '$default' && second !== undefined) return instead([first, second], written, edit);
  if (questions.includes(name)) return [edit(`$not(${written(part)})`, `${name} is turned round`)];
  if (name === '$lookup')
    return [edit(alone(second, written), 'the name itself is taken, not what the table says')];
  const shorter =
    more.length === 0 || name === '$addressById'
      ? []
      : [`${name}(${[first, ...more.slice(0, -1)].map(written).join(', ')})`];
  return [
    edit(alone(first, written), `${name} is left out`),
    ...shorter.map((by) => edit(by, `${oneLine(written(more.at(-1)))} is left out`)),
    ...(name === '$append' ? [edit(alone(second, written), `${oneLine(written(first))} is left out`)] : []),
  ];
}

function ofList(part: Part, written: Written, isUnordered: boolean): readonly Edit[] {
  const { parts } = part;
  const edit = (by: string, words: string): Edit => ({ part, by, words });
  const withOne = parts.length === 1 ? [edit(alone(parts[0], written), 'it is no list')] : [];
  if (parts.length < 2) return withOne;
  return [
    ...parts.map((left) => {
      const rest = parts.filter((one) => one !== left);
      return edit(`[${rest.map(written).join(', ')}]`, `${oneLine(written(left))} is left out of the list`);
    }),
    ...(isUnordered
      ? []
      : [edit(`[${[...parts].reverse().map(written).join(', ')}]`, 'the list is the other way round')]),
  ];
}

function ofObject({ parts }: Part, written: Written, edit: MakeEdit): readonly Edit[] {
  const pairs = parts.flatMap((key, index) => (index % 2 === 0 ? [{ key, value: parts[index + 1] }] : []));
  return pairs.map((left) => {
    const rest = pairs.filter((one) => one !== left);
    const text = rest.map(({ key, value }) => `${written(key)}: ${written(value)}`).join(', ');
    return edit(`{${text}}`, `${oneLine(written(left.key))} is left out`);
  });
}

function otherConstant(text: string): readonly string[] {
  return text === 'null' ? [] : [text === 'true' ? 'false' : 'true'];
}

/** Values that need no brackets wherever they stand. */
const whole = ['variable', 'string', 'number', 'constant', 'call', 'block', 'list', 'object', 'name'];

function alone(part: Part | undefined, written: Written): string {
  return part === undefined || whole.includes(part.kind) ? written(part) : `(${written(part)})`;
}
