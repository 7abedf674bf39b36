import { deepestJson, isJsonWithin } from '../commercetools/json-bounds.ts';
import type { SourceFile } from '../mapping/catalog.ts';
import type { Issue } from '../report/issue.ts';
import { jsonTrouble } from '../report/json-trouble.ts';

export type ReadSample =
  | { readonly status: 'none' }
  | { readonly status: 'read'; readonly value: unknown }
  | { readonly status: 'wrong'; readonly issue: Issue };

/** The sample of the page, or what is fetched for it, as JSON; or where it stops being JSON. */
export function readSample(written: string | undefined, file = 'sample'): ReadSample {
  // A mark of the encoding, which nobody sees, is no part of the JSON.
  const text = written?.replace(/^\ufeff/, '');
  if (text === undefined || text.trim() === '') return { status: 'none' };
  if (!isJsonWithin(text, deepestJson))
    return wrong(file, text, 0, `the JSON is nested deeper than ${deepestJson} levels`);
  try {
    return { status: 'read', value: JSON.parse(text) };
  } catch {
    const at = jsonTrouble(text);
    return wrong(file, text, at, at >= text.length ? 'the JSON ends too early' : 'the JSON goes wrong here');
  }
}

/** What is fetched for a sample, as a file; nothing where it is blank. */
export function fetchedFile(text: string | undefined): SourceFile | undefined {
  return text === undefined || text.trim() === '' ? undefined : { path: 'fetched', text };
}

function wrong(file: string, text: string, at: number, message: string): ReadSample {
  const before = text.slice(0, at).split('\n');
  const place = { file, line: before.length, column: (before.at(-1) ?? '').length + 1 };
  return { status: 'wrong', issue: { code: 'case-unreadable', severity: 'error', message, place } };
}
