import type { Issue } from '../../report/issue.ts';
import { nearest } from '../../report/nearest.ts';
import type { Place } from '../../report/place.ts';
import { typeWords } from '../types/type-words.ts';

/** A name that no schema has, but that is close to one that it has, or that looks like a path. */
export function unusualName(
  name: string,
  written: readonly string[],
  known: readonly string[],
  place: Place,
): readonly Issue[] {
  const [first = '', ...rest] = name.split('.');
  if (rest.length > 0 && first !== '' && !known.some((one) => one.includes('.'))) {
    const message = `"${name}" is one name with a dot in it, not a field within a field`;
    const asMap = `for a map, write "${first}:" and, indented below it, "${rest.join('.')}:"`;
    const last = rest.at(-1) ?? '';
    const hint = known.includes(first)
      ? asMap
      : `for a field named "${last}", write "${last}: ${name}"; ${asMap}`;
    return [{ code: 'unusual-name', severity: 'warning', message, place, hint }];
  }
  // A letter or two are near to half of all names.
  const near = name.length < 3 ? undefined : nearest(name, known);
  if (near === undefined || written.includes(near) || isAnother(name, near)) return [];
  const message = `"${name}" is not a reserved name, but close to one`;
  const hint = `did you mean "${near}"? If it is a name of your own, all is well`;
  return [{ code: 'unusual-name', severity: 'warning', message, place, hint }];
}

/** Neither `productId` nor `product_id` is a slip for `products`: its ending says that it is something else. */
function isAnother(name: string, near: string): boolean {
  const ending = /[a-z](Ids?|Keys?|_ids?|_keys?)$/.exec(name)?.[1];
  return ending !== undefined && !near.endsWith(ending);
}

/** A field without "?" whose expression is known to yield nothing for some deliveries. */
export function maybeNothing(name: string, place: Place, inside?: string): Issue {
  const message = `"${name}" may have no value: then the whole delivery is refused`;
  const hint =
    inside === undefined
      ? `write "${name}?:" if it may be left out, or $default(…, "…") with a value that stands in`
      : 'give it a value that stands in, with $default(…, "…")';
  return { code: 'may-be-nothing', severity: 'warning', message, place, hint };
}

/** Cents where euros are taken: a hundred times too much. */
export function inMinorUnits(name: string, place: Place): Issue {
  const message = `"${name}" is in whole units of the currency, but this is in the smallest, such as cents`;
  return { code: 'inexact-amount', severity: 'warning', message, place, hint: wholeUnits };
}

/**
 * The same under a name that no schema knows. The name, or one around it, may say that cents are meant, or that something else is
 * counted; who sends the digits along means it so, too.
 */
export function perhapsInMinorUnits(name: string, around: readonly string[], place: Place): readonly Issue[] {
  if ([name, ...around].some((one) => saysMinor.test(one) || saysDigits(one))) return [];
  const message = `"${name}" has an amount in the smallest unit of the currency, such as cents`;
  const hint = `${wholeUnits}; where cents are meant, let the name say it: ${name}_cents`;
  return [{ code: 'inexact-amount', severity: 'warning', message, place, hint }];
}

const saysMinor = /(?<!re|ac|per)cent(?!er|ral)|penn|pence|minor|(?:smallest|sub)_?unit|precise|point/i;

/** Whether a name tells how many digits of an amount stand behind the point. */
export function saysDigits(name: string): boolean {
  return /^(?:fraction_?)?digits$/i.test(name);
}

const wholeUnits = 'write $money(…) around the whole money object, such as totalPrice';

/** A path through a list: its result is a list only where there are several. */
export function oneOrMany(name: string, single: boolean, place: Place): Issue {
  const message = single
    ? `"${name}" takes one value, but this gives a list where there are several`
    : `"${name}" is a list where there are several, and no list where there is one`;
  const hint = single
    ? 'take one of them, such as the first with (…)[0], or join them with $join(…, ", ")'
    : "put brackets around it, '[…]', and it is always a list; for one of them, write (…)[0]";
  return { code: 'one-or-many', severity: 'warning', message, place, hint };
}

export function missingKey(name: string, place: Place): Issue {
  const message = `the key "${name}" is missing`;
  const hint = `add "${name}": without it, every delivery is refused`;
  return { code: 'output-invalid', severity: 'error', message, place, hint };
}

export function otherConstant(name: string, wanted: unknown, place: Place): Issue {
  const message = `"${name}" must be ${JSON.stringify(wanted)}, letter by letter`;
  const hint = 'write it so, or take a name that is not nearly this one';
  return { code: 'output-invalid', severity: 'error', message, place, hint };
}

export function otherForm(name: string, wanted: string, place: Place): Issue {
  const message = `"${name}" must be ${wanted}, and this is not`;
  return {
    code: 'output-invalid',
    severity: 'error',
    message,
    place,
    hint: 'correct the text between the quotes',
  };
}

export function wrongType(
  name: string,
  wanted: ReadonlySet<string>,
  given: ReadonlySet<string>,
  place: Place,
): Issue {
  const message = `"${name}" must be ${typeWords(wanted)}, but this gives ${typeWords(given)}`;
  const isObject = given.size === 1 && given.has('object');
  const hint = isObject
    ? 'take one of its fields; of an amount write $money(…), of a text in several languages $localized(…, "en")'
    : wanted.has('string')
      ? 'convert it with $string(…), or map another field'
      : 'map another field, or convert it';
  return { code: 'output-type', severity: 'error', message, place, hint };
}
