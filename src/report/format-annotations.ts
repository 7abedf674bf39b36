import { type Issue, isClean } from './issue.ts';

/**
 * Issues as annotations of GitHub Actions, one in a line: in a pull request each is shown at its line. Form and escaping:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands and `command.ts` of
 * https://github.com/actions/toolkit.
 */
export function formatAnnotations(issues: readonly Issue[]): string {
  return issues.map(annotation).join('\n');
}

function annotation(issue: Issue): string {
  const { code, message, place, pointer, hint } = issue;
  const properties = [
    ...(place === undefined
      ? []
      : [`file=${property(place.file)}`, `line=${place.line}`, `col=${place.column}`]),
    `title=${property(code)}`,
  ];
  const lines = [
    message,
    ...(pointer === undefined || pointer === '' ? [] : [`at ${pointer} in the data`]),
    ...(hint === undefined ? [] : [`hint: ${hint}`]),
  ];
  const command = isClean([issue]) ? 'warning' : 'error';
  return `::${command} ${properties.join(',')}::${data(lines.join('\n'))}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
