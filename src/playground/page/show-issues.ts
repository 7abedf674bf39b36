import type { Issue } from '../../report/issue.ts';
import { el } from './elements.ts';

/** Issues as a list; each leads to its place. */
export function showIssues(issues: readonly Issue[], onIssue: (issue: Issue) => void): HTMLElement {
  return el('ul', { class: 'issue-list' }, ...issues.map((issue) => el('li', {}, entry(issue, onIssue))));
}

function entry(issue: Issue, onIssue: (issue: Issue) => void): HTMLElement {
  const { severity, message, hint, place, pointer, code } = issue;
  const where = [
    ...(place === undefined ? [] : [`${place.file}:${place.line}:${place.column}`]),
    ...(pointer === undefined || pointer === '' ? [] : [pointer]),
  ].join('  ');
  const words = [
    el('span', { class: `dot ${severity}` }, el('span', { class: 'unseen' }, `${severity}: `)),
    el(
      'span',
      { class: 'words' },
      el('span', { class: 'message' }, message),
      ...(hint === undefined ? [] : [el('span', { class: 'hint' }, hint)]),
      el('span', { class: 'faint' }, `${where}  ${code}`),
    ),
  ];
  return place === undefined
    ? el('div', { class: 'issue' }, ...words)
    : el('button', { class: 'issue', with: { type: 'button' }, onClick: () => onIssue(issue) }, ...words);
}
