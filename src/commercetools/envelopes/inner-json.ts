import { typeName } from '../../schema.ts';
import type { JsonExcess } from '../json-bounds.ts';
import type { Inner } from './refusal.ts';

/** JSON as it is, or as text. */
export function readJson(value: unknown, excessOf: JsonExcess): Inner {
  if (typeof value === 'object' && value !== null) return { ok: true, value };
  return readText(value, excessOf);
}

/** JSON as text. */
export function readText(value: unknown, excessOf: JsonExcess): Inner {
  if (typeof value !== 'string' || value.trim() === '') return { ok: false, found: typeName(value) };
  const excess = excessOf(value);
  if (excess !== undefined) return { ok: false, found: `text ${excess}` };
  try {
    return { ok: true, value: JSON.parse(value) };
  } catch {
    return { ok: false, found: 'text that is not JSON' };
  }
}

/**
 * JSON as UTF-8 in base64 of either alphabet, padded or not.
 * https://www.rfc-editor.org/rfc/rfc4648#section-4 and #section-5
 */
export function readBase64(value: unknown, excessOf: JsonExcess): Inner {
  if (typeof value !== 'string' || value.trim() === '') return { ok: false, found: typeName(value) };
  if (!isBase64(value)) return { ok: false, found: 'text that is not base64' };
  const text = utf8(Buffer.from(value, 'base64'));
  if (text === undefined) return { ok: false, found: 'base64 of bytes that are not UTF-8' };
  const inner = readText(text, excessOf);
  return inner.ok ? inner : { ok: false, found: `base64 of ${inner.found}` };
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Looks for the first foreign character: a pattern for the whole would remember a step back for each of millions. */
function isBase64(text: string): boolean {
  const foreign = text.search(/[^\w+/-]/);
  const length = foreign === -1 ? text.length : foreign;
  return length % 4 !== 1 && /^={0,2}$/.test(text.slice(length, length + 3));
}
