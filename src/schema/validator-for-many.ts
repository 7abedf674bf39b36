import { compileSchema, type JsonSchema, type SchemaProblem, type Validator } from '../schema.ts';
import { tableOf } from './table.ts';
import { emittedFit, type Fit } from './table-emit.ts';
import { checking } from './table-fit.ts';
import { usesToBeEmitted } from './table-validator.ts';

const none: readonly SchemaProblem[] = [];

/**
 * The validator of `compileSchema` for whoever checks value after value, as a backfill does: after some, a function that is
 * made for the schema alone says of most values that they fit, in less time. Throws an Error where the schema is wrong.
 */
export function validatorForMany(schema: JsonSchema): Validator {
  const validate = compileSchema(schema);
  let used = 0;
  let isFit: Fit | undefined;
  return (value) => {
    used += 1;
    if (used === usesToBeEmitted) isFit = fitOf(schema);
    return isFit?.(value) === true ? none : validate(value);
  };
}

/** Nothing where a table cannot hold the schema. */
function fitOf(schema: JsonSchema): Fit | undefined {
  const { table, add } = tableOf();
  const number = add(schema);
  return number === undefined ? undefined : emittedFit(checking(table), number);
}
