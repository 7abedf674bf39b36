import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Result } from '../report/failure.ts';
import { bodyLimit, bodyNotDecoded, bodyTooLarge } from './refusals.ts';

const decoders = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/**
 * Bytes without their content encoding (RFC 9110, section 8.4). What is small as it comes may be huge inside: no more
 * than the body's limit is ever unpacked. Several encodings over one another are not taken.
 */
export async function decodeContent(bytes: Uint8Array, encoding: string | null): Promise<Result<Uint8Array>> {
  const name = encoding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity') return { ok: true, value: bytes };
  if (!isKnown(name)) return { ok: false, failure: bodyNotDecoded };
  try {
    return { ok: true, value: await decoders[name](bytes, { maxOutputLength: bodyLimit }) };
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return { ok: false, failure: isTooLarge ? bodyTooLarge : bodyNotDecoded };
  }
}

function isKnown(name: string): name is keyof typeof decoders {
  return Object.hasOwn(decoders, name);
}
