import { excerpt } from './format-excerpt.ts';
import { type Paint, painter } from './format-paint.ts';
import { type Issue, isClean } from './issue.ts';
import { showPlace } from './place.ts';

/** How issues are shown on a terminal. */
export interface Showing {
  readonly colour: boolean;
  /** The text of a file that may be quoted, by its path in a place; nothing where it may not. */
  readonly textOf: (file: string) => string | undefined;
}

/** Issues as blocks of text, a blank line between them, and the summary; no line break at the end. */
export function formatIssues(issues: readonly Issue[], showing: Showing): string {
  return [...issues.map((issue) => formatIssue(issue, showing)), summary(issues)].join('\n\n');
}

/** One issue: place, severity and code; the sentence; the line it is about; what to do. */
export function formatIssue(issue: Issue, { colour, textOf }: Showing): string {
  const paint = painter(colour);
  const { place, pointer, hint } = issue;
  const text = place === undefined ? undefined : textOf(place.file);
  const lines = [
    heading(issue, paint),
    `  ${issue.message}`,
    ...(pointer === undefined || pointer === '' ? [] : [`  at ${pointer} in the data`]),
    ...(place === undefined || text === undefined ? [] : excerpt(text, place, paint)),
    ...(hint === undefined ? [] : [`  ${paint('cyan', 'hint:')} ${hint}`]),
  ];
  return lines.join('\n');
}

/** `2 errors, 1 warning`, or `no issues`. */
export function summary(issues: readonly Issue[]): string {
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  const parts = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(issues.length > errors ? [count(issues.length - errors, 'warning')] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : 'no issues';
}

/** `1 mapping`, `2 mappings`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Issues for a program: `clean` is true where nothing stands in the way. */
export function issuesAsJson(issues: readonly Issue[]): string {
  return JSON.stringify({ clean: isClean(issues), issues }, null, 2);
}

function heading({ place, severity, code }: Issue, paint: Paint): string {
  const words = [paint(severity === 'error' ? 'red' : 'yellow', severity), code];
  return [...(place === undefined ? [] : [paint('bold', showPlace(place))]), ...words].join('  ');
}
