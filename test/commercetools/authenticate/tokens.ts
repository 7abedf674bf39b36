import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Pair } from './certificate.ts';

export const ours: Pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const foreign: Pair = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A key set with our key, and one for encryption that must not be used. */
export function keySet(kid = 'key-1'): string {
  const jwk = ours.publicKey.export({ format: 'jwk' });
  const other = foreign.publicKey.export({ format: 'jwk' });
  return JSON.stringify({
    keys: [
      { ...jwk, kid, use: 'sig' },
      { ...other, kid: 'for-encryption', use: 'enc' },
    ],
  });
}

export interface TokenParts {
  readonly claims: object;
  readonly header?: object;
  readonly key?: KeyObject;
  /** Instead of RS256 over the rest. */
  readonly signature?: (signed: string) => string;
}

export function token({ claims, header = {}, key = ours.privateKey, signature }: TokenParts): string {
  const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: 'key-1', ...header })}.${part(claims)}`;
  const made = signature?.(signed) ?? sign('sha256', Buffer.from(signed), key).toString('base64url');
  return `${signed}.${made}`;
}

/** The classic: the public key, which everybody has, as the secret of a symmetric signature. */
export function hmacWithPublicKey(signed: string): string {
  const secret = ours.publicKey.export({ type: 'spki', format: 'pem' });
  return createHmac('sha256', secret).update(signed).digest('base64url');
}

export function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
