import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Result } from '../report/failure.ts';
import { bodyLimit, bodyNotDecoded, bodyTooLarge } from './refusals.ts';

const decoders = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

/**
 * Bytes without their content encoding (RFC 9110, section 8.4). What is small as it comes may be huge inside: no more
 * than the body's limit is ever unpacked, and one body at a time, so that nobody has seen many of them grow before they are
 * counted. Several encodings over one another are not taken.
 */
export function decodeContent(bytes: Uint8Array, encoding: string): Result<Uint8Array> {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return { ok: true, value: bytes };
  if (!isKnown(name)) return { ok: false, failure: bodyNotDecoded };
  try {
    return { ok: true, value: decoders[name](bytes, { maxOutputLength: bodyLimit }) };
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return { ok: false, failure: isTooLarge ? bodyTooLarge : bodyNotDecoded };
  }
}

function isKnown(name: string): name is keyof typeof decoders {
  return Object.hasOwn(decoders, name);
}
