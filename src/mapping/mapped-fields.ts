import { allNodes } from './ast.ts';
import type { MappedField } from './catalog.ts';
import { type CheckedOf, typesGiven } from './check-fields.ts';
import type { Field, FieldValue } from './fields.ts';
import type { OutputContract } from './output.ts';
import type { CompiledCall } from './run.ts';

/** Every field that a call of a mapping gives, down to those that hold no others. */
export function mappedFields(
  { type, fields, contract }: CompiledCall<OutputContract>,
  checked: CheckedOf,
): readonly MappedField[] {
  const named = fields.find(({ name }) => name === 'event')?.value;
  const event = named?.kind === 'constant' ? { event: String(named.value) } : {};

  const inside = (
    value: FieldValue,
    path: MappedField['path'],
    optional: boolean,
  ): readonly MappedField[] => {
    if (value.kind === 'map') return all(value.fields, path);
    if (value.kind === 'list')
      return value.items.flatMap((item, index) => inside(item, [...path, index], optional));
    const types = contract.typesAt(path) ?? typesOfValue(value, checked);
    return [
      {
        call: type,
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
  if (value.kind === 'constant' && value.value === null) return new Set(['null']);
  // What ends in "[]" is a list, also of one item.
  if (value.kind === 'expression' && value.expression.ast.keepSingletonArray === true)
    return new Set(['array']);
  const types = typesGiven(value, checked);
  return types !== undefined && givesNull(value) ? new Set([...types, 'null']) : types;
}

/** Whether null is written in the expression, such as in `$default(…, null)`, which clears a trait. */
function givesNull(value: FieldValue): boolean {
  return (
    value.kind === 'expression' &&
    allNodes(value.expression.ast).some((node) => node.type === 'value' && node.value === null)
  );
}
