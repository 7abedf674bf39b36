import type { Issue } from '../report/issue.ts';
import type { Place } from '../report/place.ts';
import { compileSchema, type JsonSchema } from '../schema.ts';
import { type CallContract, type CheckedPart, callContract } from './call-contract.ts';
import { type CheckedOf, checkFields } from './check/check-fields.ts';
import { missingFields } from './check/missing-fields.ts';
import type { Field } from './fields.ts';
import { listPlan } from './list-plan.ts';
import { rootShape, type Shape, shapeAt, typesOf } from './types/shape.ts';

/** One schema of a contract, compiled. */
export interface ContractPart extends CheckedPart {
  readonly shape: Shape;
}

/** The contract of one call: all schemas that it must fit. */
export interface OutputContract extends CallContract {
  readonly parts: readonly ContractPart[];
  /** The event that has a schema, and nearly this name; and the folder of such schemas. */
  readonly nearEvent?: { readonly name: string; readonly folder: string };
  /** What can be known to be wrong before any delivery comes. */
  readonly checkFields: (fields: readonly Field[], checked: CheckedOf) => readonly Issue[];
  /** What the call must have, and no field gives. */
  readonly missingFields: (fields: readonly Field[], place: Place) => readonly Issue[];
  /** The JSON types that a field may have; nothing where no schema says. */
  readonly typesAt: (path: readonly (string | number)[]) => ReadonlySet<string> | undefined;
}

/** Throws an Error where the schema is wrong. */
export function contractPart(schema: JsonSchema): ContractPart {
  const shape = rootShape(schema);
  return { validate: compileSchema(schema), lists: listPlan(shape), shape };
}

export function outputContract(parts: readonly ContractPart[]): OutputContract {
  const shapes = parts.map(({ shape }) => shape);
  return {
    ...callContract(parts),
    parts,
    checkFields: (fields, checked) => checkFields(fields, shapes, checked),
    missingFields: (fields, place) => missingFields(fields, place, shapes),
    typesAt: (path) => {
      const found = shapes.flatMap((shape) => shapeAt(shape, path) ?? []);
      return found.map(typesOf).find((types) => types !== undefined);
    },
  };
}
