import type { Issue } from '../../report/issue.ts';
import type { Place } from '../../report/place.ts';
import { unsupportedIssue } from './yaml-trouble.ts';

/**
 * A number that stands in the file as no number does: a postal code or a telephone number, which YAML would strip of its
 * zero or plus without a word, one in another base than ten, or one of more digits than a number keeps.
 */
export function changedNumberIssue(value: number, written: string, place: Place): Issue | undefined {
  const isInteger = /^-?\d+$/.test(written);
  const losesDigits = isInteger && !Number.isSafeInteger(value);
  if (!losesDigits && !/^(?:[+-]?0\d|\+|[+-]?0[xo])/.test(written)) return undefined;
  const asNumber = losesDigits ? '' : `; for the number, write ${value}`;
  const hint = `for text, put it in quotes: '"${written}"' below a call, "${written}" in a table${asNumber}`;
  return unsupportedIssue(`YAML makes the number ${value} of this`, place, hint);
}
