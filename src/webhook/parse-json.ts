import { deepestJson, isNestedWithin } from '../commercetools/json-depth.ts';
import type { Result } from '../report/failure.ts';
import { jsonTrouble } from '../report/json-trouble.ts';
import { notJson } from './refusals.ts';

/** The JSON of a body; or where it stops being JSON, without a word of it (the message of JSON.parse quotes the text). */
export function parseJson(text: string): Result<unknown> {
  if (!isNestedWithin(text, deepestJson))
    return { ok: false, failure: notJson(`the body is nested deeper than ${deepestJson} levels`) };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, failure: notJson(describe(text)) };
  }
}

function describe(text: string): string {
  if (text.trim() === '') return 'the body is empty';
  const at = jsonTrouble(text);
  if (at >= text.length) return 'the body is not JSON: it ends too early';
  const before = text.slice(0, at).split('\n');
  const column = (before.at(-1) ?? '').length + 1;
  return `the body is not JSON: it goes wrong at line ${before.length}, column ${column}`;
}
