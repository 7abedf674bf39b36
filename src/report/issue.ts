import type { Place } from './place.ts';

/** Every kind of trouble a mapping, a schema, a delivery or a test case can have. Codes are never reused. */
export const issueCodes = [
  // found when the catalog is built
  'yaml-syntax',
  'yaml-unsupported',
  'mapping-shape',
  'unknown-key',
  'unknown-delivery-type',
  'expression-syntax',
  'unknown-function',
  'wrong-argument-count',
  'forbidden-function',
  'unknown-variable',
  'unknown-field',
  'unsafe-pattern',
  'output-type',
  'unusual-name',
  'one-or-many',
  'may-be-nothing',
  'inexact-amount',
  'one-language',
  'filter-keeps-all',
  'constant-condition',
  'ignored-and-used',
  'unused-name',
  'file-name',
  'file-encoding',
  'schema-invalid',
  // found when a delivery is mapped
  'input-invalid',
  'field-missing',
  'expression-failed',
  'limit-exceeded',
  'not-plain-json',
  'when-not-boolean',
  'output-invalid',
  'call-too-large',
  // found when mappings are tested
  'no-test-case',
  'case-unreadable',
  'fetched-missing',
  'snapshot-missing',
  'snapshot-orphan',
  'variant-invalid',
  'engines-differ',
] as const;

export type IssueCode = (typeof issueCodes)[number];

/**
 * Something wrong that the author of a mapping, a schema or a delivery can mend.
 * No text of an issue holds a value of a delivery: only names, places and types.
 */
export interface Issue {
  readonly code: IssueCode;
  readonly severity: 'error' | 'warning';
  /** One sentence: what was expected and what was found. */
  readonly message: string;
  /** Where in the author's file. */
  readonly place?: Place;
  /** Where in the data: a JSON Pointer (RFC 6901) into the delivery or the call. */
  readonly pointer?: string;
  /** What to do about it. */
  readonly hint?: string;
}

/** Whether nothing stands in the way: warnings may be there, errors not. */
export function isClean(issues: readonly Issue[]): boolean {
  return issues.every((issue) => issue.severity !== 'error');
}

/** Each issue once, where several checks meet the same. */
export function distinctIssues(issues: readonly Issue[]): readonly Issue[] {
  return [...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values()];
}
