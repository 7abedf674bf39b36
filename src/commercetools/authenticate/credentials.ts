import type { RequestHeaders } from '../request-headers.ts';
/**
 * What follows the scheme in the Authorization header; nothing where the header is absent, of another scheme, or
 * empty after it. A scheme has no case: https://www.rfc-editor.org/rfc/rfc9110#section-11.1
 */
export function credentials(headers: RequestHeaders, scheme: 'basic' | 'bearer'): string | undefined {
  const [, found, rest] = /^([A-Za-z]+) +(.*)$/.exec(headers.get('authorization') ?? '') ?? [];
  return found?.toLowerCase() === scheme && rest !== '' ? rest : undefined;
}

/** The bytes of a header's value. The platform hands them over one character each, whatever text they spell. */
export function headerBytes(value: string): Uint8Array {
  return Buffer.from(value, 'latin1');
}
