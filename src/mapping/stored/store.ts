import { tableOf } from '../../schema/table.ts';
import type { JsonSchema } from '../../schema.ts';
import type { Built } from '../build-catalog.ts';
import type { CompiledMapping } from '../compile-mapping.ts';
import { emitExpression } from '../compiled/emit-expression.ts';
import type { Expression } from '../expression/expression.ts';
import type { Field, FieldValue } from '../fields.ts';
import { allNodes } from '../language/ast.ts';
import type { ContractPart } from '../output.ts';
import type { Fetch } from '../run.ts';
import type {
  StoredCatalog,
  StoredContract,
  StoredExpression,
  StoredField,
  StoredMapping,
  StoredPlace,
  StoredProgram,
  StoredSchema,
  StoredText,
  StoredValue,
} from './stored.ts';

/** Writes a catalog as JSON. It must have no error: what is wrong is not stored. */
export function storeCatalog({ compiled, inputs, schemaOf }: Built): StoredCatalog {
  const { table, add } = tableOf();
  const files = numbered((file: string) => file);
  const expressions = numbered((one: StoredExpression) => JSON.stringify(one));
  const texts = numbered((one: StoredText) => one.text);
  const contracts = numbered((one: StoredContract) => JSON.stringify(one));

  const schema = (one: JsonSchema): StoredSchema => add(one) ?? one;
  const textOf = (one: Expression): number => {
    const emitted = emitExpression(one.ast);
    return texts.add({
      text: one.source.text,
      ...(allNodes(one.ast).some(({ type }) => type === 'regex') ? { hasPattern: true } : {}),
      ...(emitted.ok ? { emitted: { source: emitted.source, functions: emitted.functions } } : {}),
    });
  };
  const expression = (one: Expression, names: ReadonlySet<string>): number => {
    const { text, placeAt } = one.source;
    return expressions.add({
      says: textOf(one),
      file: files.add(placeAt(0).file),
      places: placesOf(text, placeAt),
      names: one.names.filter((name) => names.has(name)),
    });
  };
  const fetchFrom = (
    { name, kind, by, optional, expression: leading }: Fetch,
    names: ReadonlySet<string>,
  ) => {
    return { name, kind, by, optional, expression: expression(leading, names) };
  };
  const contract = ({ shape, lists }: ContractPart) => contracts.add({ schema: schema(shape.root), lists });

  const mapping = ({
    mapping: { name, file, hash, description, on, isOff },
  }: CompiledMapping): StoredMapping => {
    return { name, file: files.add(file), hash, description, on, ...(isOff ? { isOff } : {}) };
  };
  const program = ({
    program: { when, needs, lets, fetches = [], calls },
  }: CompiledMapping): StoredProgram => {
    const names = new Set([...lets, ...fetches].map(({ name }) => name));
    const valueFrom = (value: FieldValue): StoredValue => {
      const at = placeOf(value.place);
      if (value.kind === 'expression') return expression(value.expression, names);
      if (value.kind === 'constant') return { at, constant: value.value };
      if (value.kind === 'map') return { at, fields: value.fields.map(fieldOf) };
      return { at, items: value.items.map(valueFrom) };
    };
    const fieldOf = ({ name, optional, place, value }: Field): StoredField => [
      optional ? `${name}?` : name,
      placeOf(place),
      valueFrom(value),
    ];
    return {
      ...(when === undefined ? {} : { when: expression(when, names) }),
      needs: needs.map(({ value, reason }) => [expression(value, names), reason] as const),
      lets: lets.map(({ name, made }) => {
        return [name, 'value' in made ? made : expression(made.expression, names)] as const;
      }),
      ...(fetches.length === 0 ? {} : { fetches: fetches.map((one) => fetchFrom(one, names)) }),
      calls: calls.map(({ type, place, fields, contract: { parts } }) => ({
        type,
        at: placeOf(place),
        contracts: parts.map(contract),
        fields: fields.map(fieldOf),
      })),
    };
  };

  const mappings = compiled.map(mapping);
  const programs = compiled.map(program);
  const types = inputs.map((type) => [type, schema(schemaOf(type) ?? {})] as const);
  return {
    files: files.all,
    texts: texts.all,
    expressions: expressions.all,
    contracts: contracts.all,
    mappings,
    programs,
    inputs: Object.fromEntries(types),
    schemas: table,
  };
}

/** A list that holds equal things once. */
function numbered<Value>(keyOf: (value: Value) => string) {
  const all: Value[] = [];
  const known = new Map<string, number>();
  const add = (value: Value): number => {
    const key = keyOf(value);
    const index = known.get(key) ?? all.push(value) - 1;
    known.set(key, index);
    return index;
  };
  return { all: all as readonly Value[], add };
}

function placeOf({ line, column }: { readonly line: number; readonly column: number }): StoredPlace {
  return [line, column];
}

/** Where each character stands, written down only where it does not stand beside the one before. */
function placesOf(text: string, placeAt: Expression['source']['placeAt']): StoredExpression['places'] {
  const places: (readonly [number, number, number])[] = [];
  for (let index = 0; index <= text.length; index++) {
    const { line, column } = placeAt(index);
    const [from, lastLine, lastColumn] = places.at(-1) ?? [0, 0, 0];
    if (line !== lastLine || column !== lastColumn + index - from) places.push([index, line, column]);
  }
  return places;
}
