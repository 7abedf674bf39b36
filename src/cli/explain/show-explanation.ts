import type { ExplainedCall, ExplainedField, Explanation } from '../../mapping/explain/explanation.ts';
import { nothingWords, reasonWords } from '../../mapping/explain/words.ts';
import type { Paint } from '../../report/format-paint.ts';
import { showPlace } from '../../report/place.ts';
import { pathWords } from './explain-fields.ts';
import { showText, showValue } from './explain-value.ts';
import { showFetched } from './show-fetched.ts';
import { showReads, showStep, showWhole } from './show-steps.ts';

/** How an explanation is shown: each step of each field, or what the fields are made of. */
export interface Manner {
  readonly paint: Paint;
  readonly inFull: boolean;
}

interface Telling extends Manner {
  readonly told: Set<string>;
}

/** The calls, field by field; then, where not in full, the named values that the fields use. */
export function showExplanation(explanation: Explanation, manner: Manner): string {
  const { calls, names } = explanation;
  const told = new Set<string>();
  const blocks = calls.map((call) => showCall(call, explanation, { ...manner, told }));
  const used = Object.values(names).filter(({ from }) => from !== 'table');
  if (manner.inFull || used.length === 0) return blocks.join('\n\n');
  return [...blocks, showNames(explanation, manner)].join('\n\n');
}

/** The condition and what must be there. */
export function showGates({ when, needs, names }: Explanation, { paint }: Manner): readonly string[] {
  const gates = [
    ...(when === undefined ? [] : [{ label: 'when', step: when }]),
    ...needs.map(({ name, step }) => ({ label: `needs ${name}`, step })),
  ];
  return gates.flatMap(({ label, step }) => {
    const lines = [
      showStep(step, names, paint).replace(/^/, `${label}: `),
      ...showReads(step, names, paint).map((line) => `  ${paint('cyan', '←')} ${line}`),
    ];
    return lines;
  });
}

function showCall(
  { type, event, place, fields }: ExplainedCall,
  explanation: Explanation,
  manner: Telling,
): string {
  const { paint } = manner;
  const title = `${paint('bold', event === undefined ? type : `${type} "${event}"`)}  ${paint('dim', showPlace(place))}`;
  const told = fields.filter((field) => pathWords(field) !== 'event');
  return [
    title,
    ...told.flatMap((field) => showField(field, explanation, manner)).map((line) => `  ${line}`),
  ].join('\n');
}

function showField(
  field: ExplainedField,
  { names }: Explanation,
  { paint, inFull, told }: Telling,
): readonly string[] {
  const { expression, place, step, added } = field;
  const arrow = paint('cyan', '←');
  const from = added
    ? `  ${arrow} added: the time at which it happened`
    : `  ${arrow} ${showText(expression)}  ${paint('dim', showPlace(place))}`;
  if (step === undefined) return [headOf(field, names, paint), from];
  const inside = inFull
    ? showWhole(step, { names, paint, told }, 2)
    : showReads(step, names, paint).map((line) => `  ${arrow} ${line}`);
  return [headOf(field, names, paint), from, ...inside];
}

function headOf(
  { value, listOfOne, step, ...field }: ExplainedField,
  names: Explanation['names'],
  paint: Paint,
): string {
  const name = paint('bold', pathWords(field));
  const notes = [
    ...(listOfOne ? ['a list, since the field is one'] : []),
    ...(step?.why === undefined ? [] : [reasonWords(step.why)]),
  ];
  if (value !== undefined)
    return `${name} = ${paint('green', showValue(value))}${paint('dim', notes.map((note) => `  (${note})`).join(''))}`;
  const why = step === undefined ? '' : `: ${nothingWords(step, names).join('; ')}`;
  if (step?.result.status === 'failed') return `${name} ${paint('red', 'failed')}${why}`;
  return field.optional
    ? `${name} is ${paint('yellow', 'left out')}${why}`
    : `${name} ${paint('red', 'has no value')}, and has no "?"${why}`;
}

function showNames({ names }: Explanation, { paint }: Manner): string {
  const blocks = Object.values(names).flatMap(({ name, place, step, fetched }) => {
    if (fetched !== undefined) return showFetched(name, fetched, { names, paint });
    if (step === undefined) return [];
    const value =
      step.result.status === 'value'
        ? `= ${showValue(step.result.value)}`
        : `has no value: ${nothingWords(step, names).join('; ')}`;
    const where = place === undefined ? '' : `  ${paint('dim', showPlace(place))}`;
    const arrow = paint('cyan', '←');
    return [
      `  ${paint('bold', `$${name}`)} ${value}`,
      `    ${arrow} ${showText(step.text)}${where}`,
      ...showReads(step, names, paint).map((line) => `    ${arrow} ${line}`),
    ];
  });
  return [paint('bold', 'named values'), ...blocks].join('\n');
}
