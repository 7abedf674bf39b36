import type { Ast } from '../../language/ast.ts';
import { unreadable } from '../../language/readable.ts';
import { literal } from './escape.ts';
import { emitMaker } from './maker.ts';
import {
  type At,
  type Code,
  constantList,
  emit,
  helper,
  hoist,
  local,
  measured,
  nodeOfContext,
  ofContext,
  used,
} from './module.ts';
import { isBare, notesOf, type Pair } from './syntax.ts';

/** `[…]` */
export function emitList(at: At, node: Ast): Code {
  const items = node.expressions ?? [];
  const codes = items.map((item) => emit(at, item));
  const isInPath = notesOf(node).consarray === true;
  const isPlain = codes.every(({ kind, isDefined }) => isDefined && kind !== 'list' && kind !== 'any');
  const js = `[${codes.map((code) => code.js).join(', ')}]`;
  if (isPlain && !isInPath && codes.length < 1_000) return { js, kind: 'list', isDefined: true };
  const made = helper(at, isInPath ? 'listInPath' : 'listOf');
  return measured(at, { js: `${made}(${js}, ${marksOf(at, items)})`, kind: 'list', isDefined: true });
}

/** Which of the items are written as lists: those are not taken apart. */
export function marksOf(at: At, items: readonly Ast[]): string {
  const written = items.map(({ value }) => value === '[');
  return written.includes(true) ? constantList(at, written.map(String)) : 'undefined';
}

/** `{…}` over the context. */
export function emitObject(at: At, node: Ast): Code {
  if (isFixedObject(node)) return emitFields(at, node, emit);
  const js = grouped(at, used(at, at.input), node.lhs as readonly Pair[]);
  return { js, kind: 'object', isDefined: true };
}

/** Whether it is `{…}` with keys that are there always, and always the same. */
export function isFixedObject(node: Ast): boolean {
  if (node.type !== 'unary' || node.value !== '{') return false;
  const keys = (node.lhs as readonly Pair[]).map(([key]) => fixedKey(key));
  return keys.every((key) => key !== undefined) && new Set(keys).size === keys.length;
}

/** Such an object, with what its values are emitted by. */
export function emitFields(at: At, node: Ast, value: (at: At, node: Ast) => Code): Code {
  const input = used(at, at.input);
  const make = ofContext(at, (inner) => fixedObject(inner, node.lhs as readonly Pair[], value));
  const context = `(${helper(at, 'isArray')}(${input}) ? ${helper(at, 'gathered')}(${input}) : ${input})`;
  return { js: `${make}(${context})`, kind: 'object', isDefined: true };
}

function fixedKey(key: Ast): string | undefined {
  const isFixed = key.type === 'string' && isBare(key) && !unreadable.has(String(key.value));
  return isFixed ? String(key.value) : undefined;
}

/** Mostly every value is there: then the object is made without a look at each. */
function fixedObject(at: At, pairs: readonly Pair[], emitted: (at: At, node: Ast) => Code): string {
  const fields = pairs.map(([key, node]) => {
    return { name: String(key.value), value: local(at, 't'), code: emitted(at, node) };
  });
  const set = fields.map(({ value, code }) => `${value} = ${code.js}`);
  const isOpen = ({ code }: (typeof fields)[number]) => code.isDefined !== true;
  const madeBy = (maybeOpen: boolean) => {
    const made = fields.map((field) => ({ name: field.name, isOpen: maybeOpen && isOpen(field) }));
    const maker = hoist(at.module, emitMaker(helper(at, 'maker'), made));
    return `new ${maker}(${fields.map(({ value }) => value).join(', ')})`;
  };
  const open = fields.filter(isOpen);
  if (open.length === 0) return `(${[...set, madeBy(false)].join(', ')})`;
  const isWhole = open.map(({ value }) => `${value} !== undefined`).join(' && ');
  return `(${[...set, `${isWhole} ? ${madeBy(false)} : ${madeBy(true)}`].join(', ')})`;
}

/** Items gathered by their keys. */
export function grouped(at: At, input: string, pairs: readonly Pair[]): string {
  const made = pairs.map(([key, value]) => {
    return constantList(at, [nodeOfContext(at, key), nodeOfContext(at, value)]);
  });
  return `${helper(at, 'grouped')}(${input}, ${constantList(at, made)})`;
}

/** A text, a number, true, false or null. */
export function emitLiteral(node: Ast): Code {
  const value = node.value as string | number | boolean | null;
  const kinds = { string: 'text', number: 'number', boolean: 'boolean' } as const;
  const kind = value === null ? 'null' : kinds[typeof value as keyof typeof kinds];
  return { js: literal(value), kind, isDefined: true };
}

/** `|pattern|update,delete|` */
export function emitTransform(at: At, node: Ast): Code {
  const { pattern, update, delete: remove } = notesOf(node);
  const parts = [pattern, update, remove].map((part) =>
    part === undefined ? 'undefined' : nodeOfContext(at, part),
  );
  return { js: `${helper(at, 'transform')}(${parts.join(', ')})`, kind: 'function', isDefined: true };
}
