import type { Mapped } from '../../pipeline/mapped.ts';
import { count } from '../../report/format.ts';

/** What became of a delivery, without a value of it: what the same delivery of another person must become too. */
export interface OutcomeKind {
  readonly status: Mapped['status'];
  /** Types of the calls, the reason, or the codes of failure and issues. */
  readonly details: readonly string[];
}

export function outcomeKind(mapped: Mapped): OutcomeKind {
  const { status } = mapped;
  if (mapped.status === 'mapped') return { status, details: mapped.calls.map(({ call }) => call.type) };
  if (mapped.status === 'skipped') return { status, details: [mapped.reason] };
  const { code, issues = [] } = mapped.failure;
  return { status, details: [code, ...new Set(issues.map((issue) => issue.code))].sort() };
}

export function isSameKind(one: OutcomeKind, other: OutcomeKind): boolean {
  return one.status === other.status && one.details.join('\n') === other.details.join('\n');
}

/** Such as `2 calls: identify, track`. */
export function kindInWords({ status, details }: OutcomeKind): string {
  const told = details.join(', ');
  return status === 'mapped' ? `${count(details.length, 'call')}: ${told}` : `${status}: ${told}`;
}
