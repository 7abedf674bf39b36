import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanAndWatch } from '../../src/commercetools/clean.ts';

const secrets = ['password', 'token'];
const watched = ['mark', '__proto__'];

/** As a sender writes them; some are written with escapes. */
const name = fc.constantFrom(
  ...['a', 'b', '1', 'tokens', 'passwor', 'password', 'p\\u0061ssword', 'token', 'mark', 'm\\u0061rk'],
  ...['__proto__', '\\u005f_proto__', 'constructor', 'toString', ''],
);
const scalar = fc.constantFrom('null', '0', '-1.5', '"null"', '"password"', 'true', '[]', '{}');
const tooLarge = fc.constantFrom('1e999', '-1e999');

/** The text of an object or a list, in which a name may occur twice. */
const { json } = fc.letrec<{ json: string }>((tie) => {
  const inside = fc.oneof(
    { weight: 60, arbitrary: scalar },
    { weight: 1, arbitrary: tooLarge },
    { weight: 30, arbitrary: tie('json') },
  );
  const field = fc.tuple(name, inside).map(([key, value]) => `"${key}":${value}`);
  return {
    json: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.array(field, { maxLength: 6 }).map((fields) => `{${fields.join()}}`),
      fc.array(inside, { maxLength: 4 }).map((items) => `[${items.join()}]`),
    ),
  };
});

/** The same as it is said in words, part by part. */
function plainly(value: unknown): { readonly value?: unknown; readonly holdsWatched: boolean } {
  let holdsWatched = false;
  const isOut = (key: string, part: unknown) => part === null || key === '__proto__' || secrets.includes(key);
  const cleaned = (part: unknown): unknown => {
    if (typeof part === 'number' && !Number.isFinite(part)) throw new RangeError();
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) return part.filter((item) => item !== null).map(cleaned);
    const kept = Object.entries(part).filter(([key, inside]) => !isOut(key, inside));
    if (kept.some(([key]) => watched.includes(key))) holdsWatched = true;
    return Object.fromEntries(kept.map(([key, inside]) => [key, cleaned(inside)]));
  };
  return { value: cleaned(value), holdsWatched };
}

test('whatever a sender writes is cleaned as if each part were looked at by itself, and stays as it was given', () => {
  let [clean, trimmed, refused] = [0, 0, 0];
  fc.assert(
    fc.property(json, (text) => {
      const value = JSON.parse(text) as unknown;
      const found = cleanAndWatch(value, secrets, watched);
      expect(JSON.stringify(value)).toBe(JSON.stringify(JSON.parse(text)));
      if (found === undefined) {
        refused++;
        expect(() => plainly(value)).toThrow(RangeError);
        return;
      }
      if (found.value === value) clean++;
      else trimmed++;
      const wanted = plainly(value);
      expect(isDeepStrictEqual(found, wanted)).toBe(true);
      expect(JSON.stringify(found.value)).toBe(JSON.stringify(wanted.value));
    }),
    { seed: 51, numRuns: 3_000 },
  );
  expect(Math.min(clean, trimmed, refused)).toBeGreaterThan(50);
});
