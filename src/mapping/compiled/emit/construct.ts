import type { Ast } from '../../ast.ts';
import { reservedKeys } from '../runtime/construct.ts';
import { literal, member } from './escape.ts';
import {
  type At,
  type Code,
  constantList,
  emit,
  helper,
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
  const written = items.map(({ value }) => value === '[');
  const marks = written.includes(true) ? constantList(at, written.map(String)) : 'undefined';
  const made = helper(at, isInPath ? 'listInPath' : 'listOf');
  return measured(at, { js: `${made}(${js}, ${marks})`, kind: 'list', isDefined: true });
}

/** `{…}` over the context. */
export function emitObject(at: At, node: Ast): Code {
  const pairs = node.lhs as readonly Pair[];
  const input = used(at, at.input);
  const keys = pairs.map(([key]) => fixedKey(key));
  const isFixed = keys.every((key) => key !== undefined) && new Set(keys).size === keys.length;
  if (!isFixed) return { js: grouped(at, input, pairs), kind: 'object', isDefined: true };
  const make = ofContext(at, (inner) => fixedObject(inner, pairs));
  const context = `(${helper(at, 'isArray')}(${input}) ? ${helper(at, 'gathered')}(${input}) : ${input})`;
  return { js: `${make}(${context})`, kind: 'object', isDefined: true };
}

/** A key that is there always, and is always the same. */
function fixedKey(key: Ast): string | undefined {
  const isFixed = key.type === 'string' && isBare(key) && !reservedKeys.has(String(key.value));
  return isFixed ? String(key.value) : undefined;
}

function fixedObject(at: At, pairs: readonly Pair[]): string {
  const object = local(at, 'o');
  const value = local(at, 't');
  const parts = pairs.map(([key, node]) => {
    const field = member(object, String(key.value));
    const { js, isDefined } = emit(at, node);
    return isDefined ? `${field} = ${js}` : `(${value} = ${js}) !== undefined && (${field} = ${value})`;
  });
  return `(${[`${object} = {}`, ...parts, object].join(', ')})`;
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
