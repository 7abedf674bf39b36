import type { ExplainedFetch, Explanation } from '../../mapping/explain/explanation.ts';
import { fetchedWords, nothingWords } from '../../mapping/explain/words.ts';
import type { Paint } from '../../report/format-paint.ts';
import { showPlace } from '../../report/place.ts';
import { showText, showValue } from './explain-value.ts';
import { showReads, showStep } from './show-steps.ts';

interface Shown {
  readonly names: Explanation['names'];
  readonly paint: Paint;
}

/** A fetched value among the named ones: what it is, and what led to it. */
export function showFetched(
  name: string,
  fetched: ExplainedFetch,
  { names, paint }: Shown,
): readonly string[] {
  const { value, reason, leading } = fetched;
  const absent = reason ?? nothingWords(leading, names).join('; ');
  const arrow = paint('cyan', '←');
  return [
    `  ${paint('bold', `$${name}`)} ${value === undefined ? `has no value: ${absent}` : `= ${showValue(value)}`}`,
    `    ${arrow} ${showText(fetchedWords(fetched))}  ${paint('dim', showPlace(leading.place))}`,
    `    ${arrow} ${showStep(leading, names, paint)}`,
    ...showReads(leading, names, paint).map((line) => `    ${arrow} ${line}`),
  ];
}
