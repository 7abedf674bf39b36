import { addressById } from './functions/address-by-id.ts';
import { defaultTo } from './functions/default.ts';
import type { MappingFunction } from './functions/function-record.ts';
import { joinPresent } from './functions/join-present.ts';
import { localized } from './functions/localized.ts';
import { money } from './functions/money.ts';
import { multiplyMoney } from './functions/multiply-money.ts';
import { present } from './functions/present.ts';
import { roundMoney } from './functions/round-money.ts';
import { sha256 } from './functions/sha256.ts';
import { subtractMoney } from './functions/subtract-money.ts';
import { sumMoney } from './functions/sum-money.ts';

/** The functions that mappings have besides JSONata's own, in the order in which the documentation shows them. */
export const functions: readonly MappingFunction[] = [
  defaultTo,
  present,
  money,
  sumMoney,
  subtractMoney,
  multiplyMoney,
  roundMoney,
  localized,
  addressById,
  joinPresent,
  sha256,
];

/** The same functions by their names, without the `$`. */
export const functionsByName: ReadonlyMap<string, MappingFunction> = new Map(
  functions.map((record) => [record.name, record]),
);
