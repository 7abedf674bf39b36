import type { Explanation, Step } from '../../mapping/explain/explanation.ts';
import { fetchedWords, nothingWords, reasonWords } from '../../mapping/explain/words.ts';
import type { Paint } from '../../report/format-paint.ts';
import { showPlace } from '../../report/place.ts';
import { showText, showValue } from './explain-value.ts';

type Names = Explanation['names'];

/** What a tree is shown with. */
export interface Tree {
  readonly names: Names;
  readonly paint: Paint;
  /** The named values that have been told: each is told once. */
  readonly told: Set<string>;
}

/** Items of a list that are told one by one. */
const mostItems = 3;

/** All steps below one, as a tree: two blanks for each level. */
export function showTree(step: Step, tree: Tree, depth = 0): readonly string[] {
  const { names, paint } = tree;
  const indent = '  '.repeat(depth);
  const shown = step.steps.filter((one) => one.kind !== 'constant' && !isLater(one) && !isKnown(one, tree));
  const left = step.steps.filter((one) => isLater(one)).length;
  return [
    ...shown.flatMap((one) => [
      `${indent}${showStep(one, names, paint)}`,
      ...showNamed(one, tree, depth + 1),
      ...showTree(one, tree, depth + 1),
    ]),
    ...(left > 0 ? [`${indent}… and ${left} more`] : []),
  ];
}

/** The same for a whole expression: one that is nothing but a named value is told by how that came about. */
export function showWhole(step: Step, tree: Tree, depth: number): readonly string[] {
  return showTree(step.refers === undefined ? step : { ...step, because: [0], steps: [step] }, tree, depth);
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
  const text = `${labelOf(step)}${showText(step.text)}`;
  switch (result.status) {
    case 'value': {
      const because = why === undefined ? '' : paint('dim', `  (${reasonWords(why)})`);
      const gives = isReading(step) ? '=' : '→';
      return `${text} ${gives} ${showValue(result.value)}${because}`;
    }
    case 'nothing':
      if (why?.kind === 'not-there' && why.text === step.text)
        return `${text}: ${paint('yellow', 'not there')}`;
      if (why?.kind === 'name-nothing' && step.kind === 'local' && why.given)
        return `${text}: ${paint('yellow', 'nothing')}`;
      return `${text}: ${paint('yellow', 'nothing')}, ${nothingWords(step, names).join('; ')}`;
    case 'failed':
      return `${text}: ${paint('red', 'failed')}, ${result.issue.message}`;
  }
}

/** What is written is the name of the value; otherwise the text may hold "=" itself. */
function isReading({ kind }: Step): boolean {
  return kind === 'path' || kind === 'name' || kind === 'local';
}

/** How a named value came about, below the first step that uses it. */
function showNamed({ refers }: Step, tree: Tree, depth: number): readonly string[] {
  const { names, paint, told } = tree;
  const named = refers === undefined ? undefined : names[refers];
  if (refers === undefined || named === undefined || told.has(refers)) return [];
  told.add(refers);
  const indent = '  '.repeat(depth);
  const { step, place, fetched } = named;
  if (fetched !== undefined)
    return [
      `${indent}${paint('cyan', '←')} ${showText(fetchedWords(fetched))}  ${paint('dim', showPlace(fetched.leading.place))}`,
      `${'  '.repeat(depth + 1)}${showStep(fetched.leading, names, paint)}`,
      ...showNamed(fetched.leading, tree, depth + 2),
      ...showTree(fetched.leading, tree, depth + 2),
    ];
  const where = place === undefined ? '' : `  ${paint('dim', showPlace(place))}`;
  if (step === undefined) return [`${indent}${paint('cyan', '←')} a table${where}`];
  return [
    `${indent}${paint('cyan', '←')} ${showText(step.text)}${where}`,
    ...showNamed(step, tree, depth + 1),
    ...showTree(step, tree, depth + 1),
  ];
}

/** What a path begins with, where that was told before. */
function isKnown({ role, refers = '' }: Step, { told }: Tree): boolean {
  return role === 'start' && told.has(refers);
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
