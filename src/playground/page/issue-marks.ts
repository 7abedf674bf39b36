import type { Issue } from '../../report/issue.ts';
import { type Diagnostic, type EditorView, setDiagnostics, type Text } from './codemirror.ts';
import { el } from './elements.ts';

/** Underlines each issue of a file at its place, from there to the end of the word. */
export function markIssues(view: EditorView, issues: readonly Issue[], file: string): void {
  const found = issues.flatMap((issue) => diagnosticOf(issue, file, view.state.doc) ?? []);
  view.dispatch(setDiagnostics(view.state, found));
}

/** The UTF-16 index of a line and a column, both from 1; the end where the text is shorter. */
export function indexOf(text: Text, line: number, column: number): number {
  if (line > text.lines) return text.length;
  const { from, to } = text.line(Math.max(1, line));
  return Math.min(from + column - 1, to);
}

function diagnosticOf(issue: Issue, file: string, text: Text): Diagnostic | undefined {
  const { place, severity, message, hint, code } = issue;
  if (place === undefined || place.file !== file) return undefined;
  const from = indexOf(text, place.line, place.column);
  const rest = text.lineAt(from).text.slice(from - text.lineAt(from).from);
  const word = /^[$\w.]+\??|^"(?:[^"\\]|\\.)*"?|^\S/.exec(rest)?.[0] ?? '';
  const to = from + word.length;
  const renderMessage = () =>
    el(
      'div',
      { class: 'tip' },
      el('p', {}, message),
      ...(hint === undefined ? [] : [el('p', { class: 'hint' }, hint)]),
      el('p', { class: 'faint' }, code),
    );
  return { from, to, severity, message: hint === undefined ? message : `${message} ${hint}`, renderMessage };
}
