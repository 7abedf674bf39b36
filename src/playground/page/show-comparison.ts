import type { Json } from '../../mapping/catalog.ts';
import { stepsOf } from '../../report/json-pointer.ts';
import type { Change, CompareAnswer, ComparedCase } from '../contract.ts';
import { el } from './elements.ts';
import { count } from './show-outcome.ts';

/** Against what the text of the editor is held. */
export type Against = 'disk' | 'snapshots';

export interface Comparing {
  readonly against: Against;
  readonly onAgainst: (against: Against) => void;
  readonly onCase: (one: ComparedCase) => void;
  /** Absent where the snapshots cannot be accepted now. */
  readonly onAccept?: () => void;
}

/** Old against new over all samples, field by field; samples that stay the same are only counted. */
export function showComparison({ issues, cases }: CompareAnswer, comparing: Comparing): readonly Node[] {
  if (issues.some(({ severity }) => severity === 'error'))
    return [el('p', { class: 'empty' }, 'The mapping has errors: no sample was run.')];
  const changesOf = (one: ComparedCase) => (comparing.against === 'disk' ? one.changes : one.fromSnapshot);
  const changed = cases.filter((one) => changesOf(one).length > 0);
  const rest = cases.length - changed.length;
  const head =
    changed.length === 0
      ? `${noneOf(cases.length)} changes.`
      : `${count(changed.length, 'sample')} of ${cases.length} ${changed.length === 1 ? 'changes' : 'change'}.`;
  return [
    choice(comparing),
    el('p', { class: 'head' }, head),
    ...accept(comparing, changed.length),
    ...changed.map((one) => showCase(one, changesOf(one), comparing)),
    ...(changed.length > 0 && rest > 0
      ? [
          el(
            'p',
            { class: 'faint' },
            `${count(rest, 'sample')} ${rest === 1 ? 'stays as it is' : 'stay as they are'}.`,
          ),
        ]
      : []),
  ];
}

function noneOf(all: number): string {
  return all === 0
    ? 'There is no sample: nothing'
    : all === 1
      ? 'The one sample does not change: nothing'
      : `None of ${all} samples`;
}

function choice({ against, onAgainst }: Comparing): HTMLElement {
  const option = (value: Against, text: string) => {
    const input = el('input', { with: { type: 'radio', name: 'against', value } });
    input.checked = against === value;
    input.addEventListener('change', () => onAgainst(value));
    return el('label', {}, input, text);
  };
  return el(
    'fieldset',
    { class: 'choice' },
    el('legend', { class: 'unseen' }, 'Compare the editor with'),
    option('disk', 'Saved mapping'),
    option('snapshots', 'Snapshots, which the tests expect'),
  );
}

function accept({ against, onAccept }: Comparing, changed: number): readonly Node[] {
  if (against !== 'snapshots' || changed === 0) return [];
  if (onAccept === undefined)
    return [el('p', { class: 'faint accept' }, 'Save the mapping to accept these as its new snapshots.')];
  const text = `Accept as new ${changed === 1 ? 'snapshot' : 'snapshots'}`;
  return [el('button', { class: 'primary accept', with: { type: 'button' }, onClick: onAccept }, text)];
}

function showCase(one: ComparedCase, changes: readonly Change[], { onCase }: Comparing): HTMLElement {
  const name = `${one.mapping}/${one.name}`;
  const open = el('button', { class: 'link', with: { type: 'button' }, onClick: () => onCase(one) }, name);
  return el('article', { class: 'call' }, el('header', {}, open), table(changes));
}

function table(changes: readonly Change[]): HTMLElement {
  const rows = changes.map(({ pointer, before, after }) =>
    el(
      'tr',
      {},
      el('th', { with: { scope: 'row' } }, fieldOf(pointer)),
      el('td', { class: 'old' }, shown(before)),
      el('td', { class: 'new' }, shown(after)),
    ),
  );
  const head = ['Field', 'Old', 'New'].map((text) => el('th', { with: { scope: 'col' } }, text));
  return el('table', { class: 'changes' }, el('thead', {}, el('tr', {}, ...head)), el('tbody', {}, ...rows));
}

/** `/0/traits/email` → `traits.email`; of a second call its number stands before. */
function fieldOf(pointer: string): string {
  const [index, ...steps] = stepsOf(pointer);
  if (index === undefined) return 'all';
  if (!/^\d+$/.test(index)) return [index, ...steps].join('.');
  const field = steps.join('.') || 'the call';
  return index === '0' ? field : `call ${Number(index) + 1}: ${field}`;
}

function shown(value: Json | undefined): string {
  if (value === undefined) return 'absent';
  const text = JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}
