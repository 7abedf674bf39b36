import type { MappedField } from '../catalog.ts';
import type { Field, FieldValue } from '../fields.ts';
import { type Ast, allNodes } from '../language/ast.ts';
import type { LetName } from '../let.ts';
import type { OutputContract } from '../output.ts';
import type { CompiledCall } from '../run.ts';
import { type CheckedOf, typesGiven } from './check-fields.ts';

/**
 * Every field that a call of a mapping gives, down to those that hold no others. `named` are the values that its expressions
 * may use, in the order in which each is made of those before it; `callIndex` is the call's place among those of its mapping.
 */
export function mappedFields(
  { type, fields, contract }: CompiledCall<OutputContract>,
  checked: CheckedOf,
  named: readonly LetName[],
  callIndex: number,
): readonly MappedField[] {
  const nulls = namesOfNull(named);
  const eventField = fields.find(({ name }) => name === 'event')?.value;
  const event = eventField?.kind === 'constant' ? { event: String(eventField.value) } : {};

  const inside = (
    value: FieldValue,
    path: MappedField['path'],
    optional: boolean,
  ): readonly MappedField[] => {
    if (value.kind === 'map') return all(value.fields, path);
    if (value.kind === 'list')
      return value.items.flatMap((item, index) => inside(item, [...path, index], optional));
    const types = withNull(contract.typesAt(path) ?? typesOfValue(value, checked), value, nulls);
    return [
      {
        call: type,
        callIndex,
        ...event,
        path,
        optional,
        expression:
          value.kind === 'expression' ? value.expression.source.text.trim() : JSON.stringify(value.value),
        place: value.place,
        ...(types === undefined ? {} : { types: [...types] }),
      },
    ];
  };
  const all = (some: readonly Field[], path: MappedField['path']): readonly MappedField[] =>
    some.flatMap(({ name, optional, value }) => inside(value, [...path, name], optional));
  return all(fields, []).filter(({ path }) => path.join() !== 'event');
}

function typesOfValue(value: FieldValue, checked: CheckedOf): ReadonlySet<string> | undefined {
  // What ends in "[]" is a list, also of one item.
  if (value.kind === 'expression' && value.expression.ast.keepSingletonArray === true)
    return new Set(['array']);
  return typesGiven(value, checked);
}

/** No schema says whether a field that may be null ever is: what is written there does. */
function withNull(
  types: ReadonlySet<string> | undefined,
  value: FieldValue,
  nulls: ReadonlySet<string>,
): ReadonlySet<string> | undefined {
  if (value.kind === 'constant' && value.value === null) return new Set(['null']);
  const mayBeNull = value.kind === 'expression' && givesNull(value.expression.ast, nulls);
  return types !== undefined && mayBeNull ? new Set([...types, 'null']) : types;
}

/** The names whose value may be null. */
function namesOfNull(named: readonly LetName[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name, made } of named)
    if ('expression' in made && givesNull(made.expression.ast, names)) names.add(name);
  return names;
}

/** Whether null is written in the expression, such as in `$default(…, null)`, which clears a trait; or a name for it. */
function givesNull(ast: Ast, names: ReadonlySet<string>): boolean {
  const nodes = allNodes(ast);
  // What is compared, or put into a text, comes to no null.
  const operands = new Set(nodes.filter(({ type }) => type === 'binary').flatMap((node) => allNodes(node)));
  const isNull = (node: Ast) => node.type === 'value' && node.value === null && !operands.has(node);
  if (nodes.some(isNull)) return true;
  const isName = ({ type, value }: Ast) => type === 'variable' && names.has(String(value));
  return waysOf(ast).some(isName);
}

/** The parts of an expression one of which is its value. */
function waysOf(node: Ast): readonly Ast[] {
  const { type, expressions = [], procedure, arguments: given = [] } = node;
  const ways =
    type === 'condition'
      ? [node.then, node.else]
      : type === 'block'
        ? expressions.slice(-1)
        : type === 'function' && procedure?.value === 'default'
          ? given
          : undefined;
  return ways === undefined ? [node] : ways.flatMap((way) => (way === undefined ? [] : waysOf(way)));
}
