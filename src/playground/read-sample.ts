import { deepestJson, isNestedWithin } from '../commercetools/json-depth.ts';
import type { Issue } from '../report/issue.ts';
import { jsonTrouble } from '../report/json-trouble.ts';

export type ReadSample =
  | { readonly status: 'none' }
  | { readonly status: 'read'; readonly value: unknown }
  | { readonly status: 'wrong'; readonly issue: Issue };

/** The sample of the page as JSON; or where it stops being JSON. */
export function readSample(text: string | undefined): ReadSample {
  if (text === undefined || text.trim() === '') return { status: 'none' };
  if (!isNestedWithin(text, deepestJson))
    return wrong(text, 0, `the JSON is nested deeper than ${deepestJson} levels`);
  try {
    return { status: 'read', value: JSON.parse(text) };
  } catch {
    const at = jsonTrouble(text);
    return wrong(text, at, at >= text.length ? 'the JSON ends too early' : 'the JSON goes wrong here');
  }
}

function wrong(text: string, at: number, message: string): ReadSample {
  const before = text.slice(0, at).split('\n');
  const place = { file: 'sample', line: before.length, column: (before.at(-1) ?? '').length + 1 };
  return { status: 'wrong', issue: { code: 'case-unreadable', severity: 'error', message, place } };
}
