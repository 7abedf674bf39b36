/**
 * The bytes of a base64 text (https://www.rfc-editor.org/rfc/rfc4648#section-4), padded or not; nothing where it is
 * none. Node's own reading passes over what it does not know.
 */
export function base64Bytes(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64').replace(/=+$/, '') === text.replace(/=+$/, '') ? bytes : undefined;
}
