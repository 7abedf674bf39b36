import { type JsonExcess, jsonExcesses } from '../commercetools/json-bounds.ts';
import type { Result } from '../report/failure.ts';
import { jsonTrouble } from '../report/json-trouble.ts';
import { notJson } from './refusals.ts';

/** The JSON of a body; or where it stops being JSON, without a word of it (the message of JSON.parse quotes the text). */
export function parseJson(text: string, excessOf: JsonExcess = jsonExcesses()): Result<unknown> {
  const excess = excessOf(text);
  if (excess !== undefined) return { ok: false, failure: notJson(`the body is ${excess}`) };
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
  // One by one: to split the text would make an object of each line, and there may be millions.
  let line = 1;
  let begin = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', begin)) {
    line++;
    begin = end + 1;
  }
  return `the body is not JSON: it goes wrong at line ${line}, column ${at - begin + 1}`;
}
