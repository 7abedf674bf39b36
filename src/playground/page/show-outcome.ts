import type { Json } from '../../mapping/catalog.ts';
import type { Issue } from '../../report/issue.ts';
import type { MapAnswer, Outcome } from '../contract.ts';
import { el } from './elements.ts';
import { showIssues } from './show-issues.ts';
import { showJson } from './show-json.ts';

/** What comes out in a few words, for the status line; `kind` is how it looks. */
export interface Status {
  readonly kind: 'good' | 'quiet' | 'bad';
  readonly text: string;
}

export function statusOf({ issues, outcome }: MapAnswer): Status {
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  const warnings = issues.length - errors;
  const beside = warnings === 0 ? '' : `, ${count(warnings, 'warning')} in the mapping`;
  switch (outcome.status) {
    case 'mapped':
      return { kind: 'good', text: `${count(outcome.calls.length, 'call')}, valid${beside}` };
    case 'skipped':
      return { kind: 'quiet', text: `Skipped: ${outcome.reason}` };
    case 'failed':
      return { kind: 'bad', text: `Failed: ${outcome.failure.detail}` };
    case 'not-run':
      return errors > 0
        ? { kind: 'bad', text: `Not run: ${count(errors, 'error')} in the mapping` }
        : { kind: 'quiet', text: outcome.reason };
  }
}

/** The calls as Segment gets them, or why there are none. `onIssue` leads to the place of an issue. */
export function showOutcome(
  { outcome, changed }: MapAnswer,
  onIssue: (issue: Issue) => void,
): readonly Node[] {
  switch (outcome.status) {
    case 'mapped':
      return [
        ...outcome.calls.map((call, index) => showCall(call, index, new Set(changed))),
        el('p', { class: 'faint foot' }, 'The messageId is added when a call is sent. ', marked(changed)),
      ];
    case 'skipped':
      return [explained('Nothing is sent for this delivery.', outcome)];
    case 'not-run':
      return [explained('There is no result.', outcome)];
    case 'failed':
      return [
        explained('Nothing is sent: the delivery stays in the queue.', outcome),
        showIssues(outcome.failure.issues, onIssue),
      ];
  }
}

function marked(changed: readonly string[]): string {
  return changed.length === 0 ? '' : 'Marked lines differ from what the saved mapping gives.';
}

function showCall(call: Json, index: number, changed: ReadonlySet<string>): HTMLElement {
  const parts = (typeof call === 'object' && call !== null ? call : {}) as { readonly [part: string]: Json };
  const event = parts['event'] ?? parts['name'] ?? parts['regulationType'];
  return el(
    'article',
    { class: 'call' },
    el(
      'header',
      {},
      el('span', { class: 'type' }, String(parts['type'])),
      el('strong', {}, typeof event === 'string' ? event : ''),
      el('span', { class: 'stretch' }),
      el('span', { class: 'valid', title: 'The call fits its schema and the limits of Segment' }, '✓ valid'),
    ),
    showJson(call, `/${index}`, changed),
  );
}

function explained(head: string, outcome: Exclude<Outcome, { status: 'mapped' }>): HTMLElement {
  const why =
    outcome.status === 'failed' ? `${outcome.failure.code}: ${outcome.failure.detail}` : outcome.reason;
  return el('div', { class: 'empty' }, el('p', { class: 'head' }, head), el('p', {}, why));
}

/** `1 call`, `2 calls`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
