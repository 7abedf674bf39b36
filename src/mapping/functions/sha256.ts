import { createHash } from 'node:crypto';
import { FunctionError, type MappingFunction } from './function-record.ts';
import { typeName } from './value-type.ts';

/** Receivers that match people by a digest want it of normalised text: trim and lower the case of an email first. */
export const sha256: MappingFunction = {
  name: 'sha256',
  signature: '<s:s>',
  parameters: [{ name: 'text', summary: 'The text to digest; may be absent.' }],
  summary: 'The SHA-256 digest of the text (its UTF-8 bytes) in lower-case hexadecimal digits.',
  examples: [
    {
      expression: '$sha256("abc")',
      result: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    },
    {
      expression: '$sha256($lowercase($trim(email)))',
      input: { email: ' Ada@Example.com' },
      result: 'b5fc85e55755f9e0d030a10ab4429b6b2944855f9a0d60077fe832becbc41d72',
    },
    { expression: '$sha256(email)' },
  ],
  implementation: (text: unknown) => {
    if (text === undefined) return undefined;
    if (typeof text === 'string') return createHash('sha256').update(text, 'utf8').digest('hex');
    throw new FunctionError(
      `$sha256 needs text; it found ${typeName(text)}`,
      'make it text with $string first',
    );
  },
};
