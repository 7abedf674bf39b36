import type { Place } from '../report/place.ts';
import { tableValidators } from '../schema/table-validator.ts';
import type { Validator } from '../schema.ts';
import { type CheckedPart, callContract } from './call-contract.ts';
import type { BuiltCatalog, Mapping } from './catalog.ts';
import type { Engine } from './engine.ts';
import type { Expression } from './expression.ts';
import type { Field, FieldValue } from './fields.ts';
import { inputIssues } from './input-issues.ts';
import { fetchingRunner } from './run-fetching.ts';
import type {
  StoredCatalog,
  StoredExpression,
  StoredField,
  StoredMapping,
  StoredPlace,
  StoredSchema,
  StoredText,
  StoredValue,
} from './stored.ts';
import { storedExpression } from './stored-expression.ts';
import { takingTurns } from './turns.ts';

/** Compiles a schema that no table can hold. */
export type CompileSchema = (schema: Readonly<Record<string, unknown>>) => Validator;

/**
 * Brings a stored catalog back: it takes deliveries as the catalog did that it was made of. Nothing is checked again and
 * nothing is compiled before it is used. What only describes the mappings is left out.
 */
export function bringBack(
  stored: StoredCatalog,
  compileSchema: CompileSchema,
  engine?: Engine,
): BuiltCatalog {
  const { files, texts, expressions, schemas, contracts, mappings, inputs } = stored;
  const validatorOfTable = tableValidators(schemas);
  const inTurn = takingTurns();
  const validatorOf = (schema: StoredSchema) =>
    typeof schema === 'number' ? validatorOfTable(schema) : compileSchema(schema);
  const fileOf = (number: number) => files[number] ?? '';
  const brought = new Map<number, Expression>();
  const expression = (number: number): Expression => {
    const one = expressions[number] ?? nothing;
    const known = brought.get(number) ?? storedExpression(texts[one.says] ?? noText, one, fileOf(one.file));
    brought.set(number, known);
    return known;
  };
  const parts = contracts.map(({ schema, lists }): CheckedPart => ({ validate: validatorOf(schema), lists }));

  const mapping = (one: StoredMapping): Mapping => {
    const file = fileOf(one.file);
    const at = ([line, column]: StoredPlace): Place => ({ file, line, column });
    const valueFrom = (value: StoredValue): FieldValue => {
      if (typeof value === 'number') {
        const found = expression(value);
        return { kind: 'expression', place: found.source.placeAt(0), expression: found };
      }
      const place = at(value.at);
      if ('constant' in value) return { kind: 'constant', place, value: value.constant };
      if ('fields' in value) return { kind: 'map', place, fields: value.fields.map(fieldOf) };
      return { kind: 'list', place, items: value.items.map(valueFrom) };
    };
    const fieldOf = ([key, place, value]: StoredField): Field => ({
      name: key.replace(/\?$/, ''),
      optional: key.endsWith('?'),
      place: at(place),
      value: valueFrom(value),
    });
    const run = () =>
      fetchingRunner({
        inTurn,
        engine,
        needs: one.needs.map(([value, reason]) => ({ value: expression(value), reason })),
        lets: one.lets.map(([name, made]) => {
          return { name, made: typeof made === 'number' ? { expression: expression(made) } : made };
        }),
        calls: one.calls.map(({ type, at: place, fields, contracts: needed }) => ({
          type,
          place: at(place),
          fields: fields.map(fieldOf),
          contract: callContract(needed.flatMap((number) => parts[number] ?? [])),
        })),
        fetches: (one.fetches ?? []).map(({ expression: leading, ...fetch }) => ({
          ...fetch,
          expression: expression(leading),
          check: (resource) => inputIssues(inputValidator(fetch.kind), resource),
        })),
        ...(one.when === undefined ? {} : { when: expression(one.when) }),
      });
    let running: Mapping['run'] | undefined;
    const { name, hash, description, on } = one;
    return {
      ...{ name, file, hash, description, on, names: [], fields: [], reads: [], ignores: [] },
      run: (...delivery) => {
        running ??= run();
        return running(...delivery);
      },
    };
  };

  const validators = new Map<string, Validator>();
  const inputValidator = (type: string): Validator | undefined => {
    const schema = Object.hasOwn(inputs, type) ? inputs[type] : undefined;
    const made = validators.get(type) ?? (schema === undefined ? undefined : validatorOf(schema));
    if (made !== undefined) validators.set(type, made);
    return made;
  };
  return {
    catalog: {
      mappings: mappings.map(mapping),
      checkInput: (type, payload) => inputIssues(inputValidator(type), payload),
    },
    inputs: Object.keys(inputs),
    issues: [],
  };
}

const nothing: StoredExpression = { says: -1, file: 0, places: [], names: [] };
const noText: StoredText = { text: '' };
