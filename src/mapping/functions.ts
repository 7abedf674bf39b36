import { addressById } from './functions/address-by-id.ts';
import { defaultTo } from './functions/default.ts';
import type { MappingFunction } from './functions/function-record.ts';
import { joinPresent } from './functions/join-present.ts';
import { localized } from './functions/localized.ts';
import { money } from './functions/money.ts';
import { present } from './functions/present.ts';
import { sha256 } from './functions/sha256.ts';

/** The functions that mappings have besides JSONata's own, in the order in which the documentation shows them. */
export const functions: readonly MappingFunction[] = [
  defaultTo,
  present,
  money,
  localized,
  addressById,
  joinPresent,
  sha256,
];

/** The same functions by their names, without the `$`. */
export const functionsByName: ReadonlyMap<string, MappingFunction> = new Map(
  functions.map((record) => [record.name, record]),
);
