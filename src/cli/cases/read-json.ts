import type { SourceFile } from '../../mapping/catalog.ts';
import type { Issue } from '../../report/issue.ts';
import { jsonTrouble } from '../../report/json-trouble.ts';

export type ReadJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly issue: Issue };

/** The JSON of a case's file; or an issue that says where it stops being JSON, without a word of it. */
export function readCaseJson(file: SourceFile): ReadJson {
  const { path } = file;
  // Windows begins files with a mark, which is no part of the text.
  const text = file.text.replace(/^\ufeff/, '');
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    const at = jsonTrouble(text);
    const before = text.slice(0, at).split('\n');
    const place = { file: path, line: before.length, column: (before.at(-1) ?? '').length + 1 };
    const message = at >= text.length ? 'the JSON ends too early' : 'the JSON goes wrong here';
    const mend = path.endsWith('.calls.json')
      ? 'mend it here; or remove the file, and run: npm run mapper -- test --update'
      : 'mend it here: a comma may be too many, or a quote or a bracket missing';
    const hint = /[\0\ufffd]/.test(text) ? 'save the file again with the encoding UTF-8' : mend;
    return { ok: false, issue: { code: 'case-unreadable', severity: 'error', message, place, hint } };
  }
}
