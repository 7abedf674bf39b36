import type { Json } from '../../mapping/catalog.ts';
import { count } from '../../report/format.ts';
import { cut, cutAlike, lineText, nameText, valueText } from '../cases/value-text.ts';
import {
  type ChangedField,
  type ChangedMapping,
  type MappingDiff,
  type OutcomeWords,
  totalsOf,
} from './mapping-diff.ts';

/** What stands where a field has no value. */
export const nothing = 'absent';

/** What a reader is shown of a value at most, in letters. */
const mostOfValue = 160;

/** The two values of a field in one line each, long ones cut around the first letter that differs. */
export function valuesText({
  before,
  after,
}: Pick<ChangedField, 'before' | 'after'>): readonly [string, string] {
  const old = before === undefined ? nothing : valueText(before);
  const fresh = after === undefined ? nothing : valueText(after);
  return cutAlike(old, fresh, mostOfValue);
}

/** The same for a whole call. */
const mostOfCall = 600;

/** What a call that appeared or vanished holds, in one line. */
export function contentText(call: Json): string {
  const isMap = typeof call === 'object' && call !== null && !Array.isArray(call);
  const { type: _, event: __, ...parts } = (isMap ? call : {}) as Readonly<Record<string, string>>;
  return cut(valueText(parts), 0, mostOfCall);
}

/** What happened to a mapping's file, in a few words; nothing where it is only its calls that differ. */
export function statusText({ status, was, cases }: ChangedMapping): string | undefined {
  if (status === 'renamed')
    return `was ${nameText(was ?? '')}: its message ids change, so a delivery that comes again counts as new`;
  if (status !== 'changed') return status;
  return cases.length === 0 ? 'changed, and no sample shows a difference' : undefined;
}

/** How an outcome became another, beyond the calls; nothing where the calls say it all. */
export function outcomeText(before: OutcomeWords, after: OutcomeWords): string | undefined {
  const words = outcomeWords(before, after);
  return words === undefined ? undefined : lineText(words);
}

function outcomeWords(before: OutcomeWords, after: OutcomeWords): string | undefined {
  if (after.status === 'failed')
    return before.status === 'failed'
      ? `fails in another way: ${before.reason} → ${after.reason}`
      : `${before.status === 'absent' ? 'fails' : 'now fails'}: ${after.reason}`;
  if (before.status === 'failed') return `no longer fails; before: ${before.reason}${skippedNow(after)}`;
  if (after.status === 'skipped')
    return before.status === 'skipped'
      ? `skipped for another reason: ${before.reason} → ${after.reason}`
      : `${before.status === 'absent' ? 'skipped' : 'now skipped'}: ${after.reason}`;
  if (before.status !== 'skipped') return undefined;
  return after.status === 'absent' ? 'was skipped' : `no longer skipped; before: ${before.reason}`;
}

function skippedNow(after: OutcomeWords): string {
  return after.status === 'skipped' ? `; now skipped: ${after.reason}` : '';
}

/** All in one line: `2 of 140 cases differ: 1 call appears, 2 change; 138 are unchanged`. */
export function summaryText(diff: MappingDiff): string {
  const { mappings, cases, calls } = totalsOf(diff);
  const all = cases.differ + diff.unchanged.cases;
  const parts = [
    part(calls.appeared, 'call appears', 'calls appear'),
    part(calls.vanished, 'call vanishes', 'calls vanish'),
    part(calls.changed, 'call changes', 'calls change'),
    part(cases.failing, 'case newly fails', 'cases newly fail'),
    part(cases.skipped, 'case is newly skipped', 'cases are newly skipped'),
    part(cases.sending, 'case sends that did not', 'cases send that did not'),
    part(mappings.added, 'mapping added', 'mappings added'),
    part(mappings.removed, 'mapping removed', 'mappings removed'),
    part(mappings.renamed, 'mapping renamed', 'mappings renamed'),
  ].flat();
  if (cases.differ === 0 && parts.length === 0) return `no call differs in ${count(all, 'case')}`;
  const head =
    cases.differ === 0 ? `no case of ${all} differs` : `${cases.differ} of ${count(all, 'case')} differ`;
  return `${head}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
}

function part(number: number, one: string, several: string): readonly string[] {
  return number === 0 ? [] : [`${number} ${number === 1 ? one : several}`];
}
