import type { Explanation, Step } from '../mapping/explain/explanation.ts';
import { nothingWords, oneLine, reasonWords } from '../mapping/explain/words.ts';
import type { Paint } from '../report/format-paint.ts';
import { showPlace } from '../report/place.ts';
import { showValue } from './explain-value.ts';

type Names = Explanation['names'];

/** Items of a list that are told one by one. */
const mostItems = 3;

/** All steps below one, as a tree: two blanks for each level. */
export function showTree(step: Step, names: Names, paint: Paint, depth = 0): readonly string[] {
  const indent = '  '.repeat(depth);
  const shown = step.steps.filter((one) => one.kind !== 'constant' && !isLater(one));
  const left = step.steps.filter((one) => isLater(one)).length;
  return [
    ...shown.flatMap((one) => [
      `${indent}${showStep(one, names, paint)}`,
      ...showNamed(one, names, paint, depth + 1),
      ...showTree(one, names, paint, depth + 1),
    ]),
    ...(left > 0 ? [`${indent}… and ${left} more`] : []),
  ];
}

/** What the data is read from and which ways were gone, without what lies between. */
export function showReads(step: Step, names: Names, paint: Paint): readonly string[] {
  // What is not there has been said of the whole then.
  const lines = readsOf(step)
    .filter((one) => one !== step && (step.result.status === 'value' || one.result.status === 'value'))
    .map((one) => showStep(one, names, paint));
  return [...new Set(lines)];
}

/** One step on one line: its text, what it gave, and why. */
export function showStep(step: Step, names: Names, paint: Paint): string {
  const { result, why } = step;
  const text = `${labelOf(step)}${oneLine(step.text)}`;
  switch (result.status) {
    case 'value': {
      const because = why === undefined ? '' : paint('dim', `  (${reasonWords(why)})`);
      return `${text} = ${showValue(result.value)}${because}`;
    }
    case 'nothing':
      if (why?.kind === 'not-there' && why.text === step.text)
        return `${text}: ${paint('yellow', 'not there')}`;
      return `${text}: ${paint('yellow', 'nothing')}, ${nothingWords(step, names).join('; ')}`;
    case 'failed':
      return `${text}: ${paint('red', 'failed')}, ${result.issue.message}`;
  }
}

/** How a named value came about, below the step that uses it. */
function showNamed({ refers }: Step, names: Names, paint: Paint, depth: number): readonly string[] {
  const named = refers === undefined ? undefined : names[refers];
  if (named === undefined) return [];
  const indent = '  '.repeat(depth);
  const { step, place } = named;
  const where = place === undefined ? '' : `  ${paint('dim', showPlace(place))}`;
  if (step === undefined) return [`${indent}${paint('cyan', '←')} a table${where}`];
  return [
    `${indent}${paint('cyan', '←')} ${oneLine(step.text)}${where}`,
    ...showTree(step, names, paint, depth + 1),
  ];
}

function isLater({ role, item }: Step): boolean {
  return (role === 'each' || role === 'filter') && item !== undefined && item.index >= mostItems;
}

function labelOf({ role, name, item }: Step): string {
  if (role === 'condition') return 'condition: ';
  if (role === 'bound' && name !== undefined) return `$${name} := `;
  if ((role === 'each' || role === 'filter') && item !== undefined)
    return `item ${item.index + 1} of ${item.of}: `;
  return name === undefined ? '' : `"${name}": `;
}

function readsOf(step: Step): readonly Step[] {
  if (step.refers !== undefined) return [step];
  const inside = step.steps.filter(({ role }) => role !== 'each' && role !== 'filter');
  if (step.kind === 'path' && isRead(step)) return [step];
  const own = step.kind === 'condition' ? inside.filter(({ role }) => role === 'condition') : [];
  return [...own, ...inside.flatMap(readsOf)];
}

/** Whether a path only reads fields: of the data, or of a named value. */
function isRead({ steps }: Step): boolean {
  return steps.every(({ role, refers }) => role === 'filter' || (role === 'start' && refers !== undefined));
}
