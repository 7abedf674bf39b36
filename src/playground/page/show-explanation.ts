import type { Place } from '../../report/place.ts';
import type { ExplainAnswer, ToldField } from '../contract.ts';
import { el } from './elements.ts';

/** Where each value comes from, and why a field is not there. `onPlace` leads to where the mapping says so. */
export function showExplanation(
  { reason, gates, calls }: ExplainAnswer,
  onPlace: (place: Place) => void,
): readonly Node[] {
  return [
    ...(reason === undefined ? [] : [el('p', { class: 'head' }, reason)]),
    ...(gates.length === 0 ? [] : [el('pre', { class: 'code' }, gates.join('\n'))]),
    ...calls.map(({ type, event, fields }) =>
      el(
        'article',
        { class: 'call' },
        el('header', {}, el('span', { class: 'type' }, type), el('strong', {}, event ?? '')),
        el('ul', { class: 'fields' }, ...fields.map((field) => showField(field, onPlace))),
      ),
    ),
  ];
}

function showField(field: ToldField, onPlace: (place: Place) => void): HTMLElement {
  const { path, value, absent, note, reads, steps } = field;
  const result =
    value === undefined
      ? el('span', { class: 'absent' }, absent ?? '')
      : el('span', { class: 'value' }, JSON.stringify(value));
  return el(
    'li',
    {},
    el('div', { class: 'field' }, el('strong', {}, path), result),
    from(field, onPlace),
    ...(note === undefined ? [] : [el('p', { class: 'faint' }, note)]),
    ...reads.map((line) => el('p', { class: 'read' }, line)),
    // What one line says already needs no list of steps.
    ...(steps.length < 3
      ? []
      : [el('details', {}, el('summary', {}, `${steps.length} steps`), stepsOf(steps))]),
  );
}

function from({ expression, place }: ToldField, onPlace: (place: Place) => void): HTMLElement {
  const text = expression.replace(/\s+/g, ' ');
  if (place === undefined) return el('p', { class: 'from' }, text);
  const go = el(
    'button',
    {
      class: 'link',
      title: `${place.file}:${place.line}`,
      with: { type: 'button', 'aria-label': `line ${place.line} of ${place.file}` },
      onClick: () => onPlace(place),
    },
    `:${place.line}`,
  );
  return el('p', { class: 'from' }, text, ' ', go);
}

function stepsOf(steps: readonly string[]): HTMLElement {
  return el('pre', { class: 'code' }, steps.join('\n'));
}
