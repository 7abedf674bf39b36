import type { Random } from './random.ts';
import { document, someNumbers, someTexts, type Type } from './typed-document.ts';

/** Who writes an expression, and what is known where it stands. */
export interface Writer {
  readonly random: Random;
  readonly context: Type;
  readonly variables: readonly Variable[];
}

export interface Variable {
  readonly name: string;
  readonly type: Type;
}

export const within = (writer: Writer, context: Type): Writer => ({ ...writer, context });
export const knowing = (writer: Writer, ...variables: readonly Variable[]): Writer => {
  return { ...writer, variables: [...writer.variables, ...variables] };
};
/** Few names, so that some hide others. */
export const freshName = ({ random }: Writer) => `v${random.below(7)}`;
export const inBrackets = (one: string) => (/^[\w$.]+$/.test(one) ? one : `(${one})`);
const isSame = (one: Type, other: Type): boolean => one === other || written(one) === written(other);

const known = new WeakMap<Type, string>();

function written(type: Type): string {
  const found = known.get(type) ?? JSON.stringify(type);
  known.set(type, found);
  return found;
}

/** A path to a value of the type, or such a value as it is written. */
export function leaf(writer: Writer, type: Type): string {
  const { random } = writer;
  const paths = pathsTo(writer, type);
  if (paths.length > 0 && random.chance(0.8))
    return `${random.pick(paths)}${type.kind === 'list' && random.chance(0.15) ? '[]' : ''}`;
  return literal(writer, type);
}

function literal(writer: Writer, type: Type): string {
  const { random } = writer;
  switch (type.kind) {
    case 'number':
      return String(random.pick(someNumbers));
    case 'text':
      return JSON.stringify(random.pick(someTexts));
    case 'truth':
      return random.pick(['true', 'false']);
    case 'list':
      return `[${Array.from({ length: random.below(3) }, () => leaf(writer, type.of)).join(', ')}]`;
    case 'object': {
      const fields = Object.entries(type.fields).slice(0, 3);
      return `{${fields.map(([name, field]) => `${JSON.stringify(name)}: ${literal(writer, field)}`).join(', ')}}`;
    }
  }
}

/** From the context, the document or a variable; through lists only where a list is wanted. */
function pathsTo({ context, variables }: Writer, wanted: Type): readonly string[] {
  const found: string[] = [];
  const visit = (path: string, type: Type, depth: number, isMany: boolean): void => {
    const isWanted = isMany ? wanted.kind === 'list' && isSame(wanted.of, type) : isSame(wanted, type);
    if (isWanted) found.push(path === '' ? '$' : path);
    if (depth === 0) return;
    if (type.kind === 'list' && path !== '') visit(path, type.of, depth, true);
    if (type.kind !== 'object') return;
    for (const [name, field] of Object.entries(type.fields))
      visit(path === '' ? name : `${path}.${name}`, field, depth - 1, isMany);
  };
  visit('', context, 3, false);
  visit('$$', document, 3, false);
  for (const { name, type } of variables) visit(`$${name}`, type, 2, false);
  return found;
}
