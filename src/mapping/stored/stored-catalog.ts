import type { Place } from '../../report/place.ts';
import { tableValidators } from '../../schema/table-validator.ts';
import type { Validator } from '../../schema.ts';
import { type CheckedPart, callContract } from '../call-contract.ts';
import type { BuiltCatalog, Mapping } from '../catalog.ts';
import type { Engine } from '../expression/engine.ts';
import type { Expression } from '../expression/expression.ts';
import { takingTurns } from '../expression/turns.ts';
import type { Field, FieldValue } from '../fields.ts';
import { inputIssues } from '../input-issues.ts';
import { remembered } from '../remembered.ts';
import { fetchingRunner } from '../run-fetching.ts';
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
import { storedExpression } from './stored-expression.ts';

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
  const { files, texts, expressions, schemas, contracts, mappings, programs, inputs } = stored;
  const validatorOfTable = tableValidators(schemas);
  const inTurn = takingTurns();
  const validatorOf = (schema: StoredSchema) =>
    typeof schema === 'number' ? validatorOfTable(schema) : compileSchema(schema);
  const fileOf = (number: number) => files[number] ?? '';
  const expression = remembered((number: number): Expression => {
    const one = expressions[number] ?? nothing;
    return storedExpression(texts[one.says] ?? noText, one, fileOf(one.file));
  });
  const part = remembered((number: number): CheckedPart => {
    const { schema, lists } = contracts[number] ?? noContract;
    return { validate: validatorOf(schema), lists };
  });

  const runnerOf = (one: StoredProgram, file: string): Mapping['run'] => {
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
    return fetchingRunner({
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
        contract: callContract(needed.map(part)),
      })),
      fetches: (one.fetches ?? []).map(({ expression: leading, ...fetch }) => ({
        ...fetch,
        expression: expression(leading),
        check: (resource) => inputIssues(inputValidator(fetch.kind), resource),
      })),
      ...(one.when === undefined ? {} : { when: expression(one.when) }),
    });
  };
  const mapping = (one: StoredMapping, index: number): Mapping => {
    const { name, hash, description, on, isOff } = one;
    const file = fileOf(one.file);
    let run: Mapping['run'] | undefined;
    return {
      name,
      file,
      hash,
      description,
      on,
      isOff,
      names: none,
      fields: none,
      reads: none,
      ignores: none,
      run: (...delivery) => {
        run ??= runnerOf(programs[index] ?? noProgram, file);
        return run(...delivery);
      },
    };
  };

  const validatorOfInput = remembered((type: string) => validatorOf(inputs[type] ?? noContract.schema));
  const inputValidator = (type: string) => (Object.hasOwn(inputs, type) ? validatorOfInput(type) : undefined);
  return {
    catalog: {
      mappings: mappings.map(mapping),
      checkInput: (type, payload) => inputIssues(inputValidator(type), payload),
    },
    inputs: Object.keys(inputs),
    issues: [],
  };
}

const none: readonly never[] = [];
const nothing: StoredExpression = { says: -1, file: 0, places: [], names: [] };
const noText: StoredText = { text: '' };
const noContract: StoredContract = { schema: {}, lists: [] };
const noProgram: StoredProgram = { needs: [], lets: [], calls: [] };
