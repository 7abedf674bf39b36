import { type KeyObject, sign } from 'node:crypto';

export interface Pair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A self-signed X.509 certificate in PEM (https://www.rfc-editor.org/rfc/rfc5280#section-4.1), for SHA-256 with RSA or EC. */
export function certificate({ privateKey, publicKey }: Pair, validFrom: Date, validTo: Date): string {
  const isRsa = publicKey.asymmetricKeyType === 'rsa';
  const algorithm = isRsa
    ? sequence(bytes(0x06, '2a864886f70d01010b'), bytes(0x05, ''))
    : sequence(bytes(0x06, '2a8648ce3d040302'));
  const name = sequence(
    der(0x31, sequence(bytes(0x06, '550403'), der(0x0c, Buffer.from('sns.amazonaws.com')))),
  );
  const body = sequence(
    der(0xa0, bytes(0x02, '02')),
    bytes(0x02, '01'),
    algorithm,
    name,
    sequence(time(validFrom), time(validTo)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const lines = sequence(body, algorithm, signature).toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return der(0x30, ...parts);
}

function bytes(tag: number, hex: string): Buffer {
  return der(tag, Buffer.from(hex, 'hex'));
}

/** GeneralizedTime, to the second. */
function time(date: Date): Buffer {
  return der(0x18, Buffer.from(`${date.toISOString().slice(0, 19).replace(/\D/g, '')}Z`));
}

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
