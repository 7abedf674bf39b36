import fc from 'fast-check';
import jsonata from 'jsonata';
import { expect, test } from 'vitest';
import { FunctionError } from '../../src/mapping/functions/function-record.ts';
import { functions, functionsByName } from '../../src/mapping/functions.ts';

const seeded = { seed: 20_260_117, numRuns: 300 };

async function run(expression: string, input: unknown = {}): Promise<unknown> {
  const compiled = jsonata(expression);
  for (const { name, implementation, signature } of functions)
    compiled.registerFunction(name, implementation, signature);
  return compiled.evaluate(input);
}

const call = (name: string, ...values: unknown[]) => functionsByName.get(name)?.implementation(...values);
const examples = functions.flatMap(({ examples }) => examples);

test.each(examples)('$expression on $input', async ({ expression, input, result, failure }) => {
  if (failure === undefined) expect(await run(expression, input)).toEqual(result);
  else
    await expect(run(expression, input)).rejects.toMatchObject({ name: 'FunctionError', message: failure });
});

test.each(functions)('$name has a name of its own, a signature that fits, and examples', (record) => {
  expect(functionsByName.get(record.name)).toBe(record);
  expect(record.parameters.length).toBe(record.implementation.length);
  expect(record.examples.length).toBeGreaterThan(2);
  expect(record.summary).toMatch(/^[A-Z].*\.$/);
});

test.each([
  ['$default(score)', 'T0410'],
  ['$addressById(addresses)', 'T0410'],
  ['$money("19.99")', 'T0410'],
  ['$sha256(1)', 'T0410'],
])('%s is refused by its signature', async (expression, code) => {
  await expect(run(expression)).rejects.toMatchObject({ code });
});

test('a function can be applied in part and handed to $map', async () => {
  expect(await run('[[1, null].$default(?, 0)($)]')).toEqual([1, 0]);
  expect(await run('($or0 := $default(?, 0); $or0(missing))')).toBe(0);
  const amounts = [1, 2].map((centAmount) => ({ centAmount, fractionDigits: 2 }));
  expect(await run('[$map(amounts, $money)]', { amounts })).toEqual([0.01, 0.02]);
});

test('a type that came round the signature is named, and no value is', () => {
  for (const [name, value] of [
    ['money', '4111111111111111'],
    ['localized', '4111111111111111'],
    ['sha256', 4111111111111111],
    ['joinPresent', { card: '4111111111111111' }],
  ] as const) {
    expect(() => call(name, value)).toThrow(FunctionError);
    expect(() => call(name, value)).not.toThrow(/4111/);
  }
});

/** The decimal text of an amount, by whole-number arithmetic alone. */
function decimalText(minorUnits: number, digits: number): string {
  const unit = 10n ** BigInt(digits);
  const size = BigInt(Math.abs(minorUnits));
  const fraction = (size % unit).toString().padStart(digits, '0');
  return `${minorUnits < 0 ? '-' : ''}${size / unit}${digits === 0 ? '' : `.${fraction}`}`;
}

test('$money is the double nearest to the exact decimal, for 0 to 12 digits', () => {
  const integer = fc.maxSafeInteger().filter((amount) => !Object.is(amount, -0));
  fc.assert(
    fc.property(integer, fc.nat({ max: 12 }), (amount, fractionDigits) => {
      const exact = Number(decimalText(amount, fractionDigits));
      expect(call('money', { centAmount: amount, fractionDigits })).toBe(exact);
      const precise = { type: 'highPrecision', centAmount: 7, preciseAmount: amount, fractionDigits };
      expect(call('money', precise)).toBe(exact);
    }),
    seeded,
  );
});

test('$default gives the fallback for null and absent only', () => {
  fc.assert(
    fc.property(fc.option(fc.jsonValue(), { nil: undefined }), fc.jsonValue(), (value, fallback) => {
      expect(call('default', value, fallback)).toBe(value === undefined || value === null ? fallback : value);
    }),
    seeded,
  );
});

test('$present keeps or drops, never changes, and twice is once', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const once = call('present', value);
      expect(once === undefined || once === value).toBe(true);
      expect(call('present', once)).toBe(once);
      if (typeof value === 'number' || typeof value === 'boolean') expect(once).toBe(value);
    }),
    seeded,
  );
});

test('$localized does not depend on the order of the keys', () => {
  const tag = fc.constantFrom('de', 'de-DE', 'de-AT', 'en', 'en-GB', 'zh-Hans-SG', 'zh-Hant');
  const texts = fc.dictionary(tag, fc.string());
  fc.assert(
    fc.property(texts, fc.array(tag, { maxLength: 3 }), (map, locales) => {
      const reversed = Object.fromEntries(Object.entries(map).toReversed());
      expect(call('localized', reversed, locales)).toBe(call('localized', map, locales));
    }),
    seeded,
  );
});

test.each([
  ['zh-Hans-SG', { zh: 'a', 'zh-Hans': 'b' }, 'b'],
  ['zh-Hans', { 'zh-Hant': 'a', 'zh-Hans-SG': 'b' }, 'b'],
  ['de-AT', { 'de-DE': 'a', en: 'b' }, 'a'],
  ['de', { den: 'a', en: 'b' }, 'a'],
  ['nl', { Fr: 'b', en: 'a' }, 'a'],
])('%s of %j', (locale, texts, result) => {
  expect(call('localized', texts, locale)).toBe(result);
});

test('the sum of precise amounts is a precise amount', () => {
  const precise = { type: 'highPrecision', currencyCode: 'EUR', preciseAmount: 1234, fractionDigits: 3 };
  expect(call('sumMoney', [precise, precise])).toEqual({ ...precise, preciseAmount: 2468 });
});

test('$joinPresent trims each part', () => {
  expect(call('joinPresent', [' Ada ', '\tByron'])).toBe('Ada Byron');
});

test('$localized refuses a language that is no text, and names no value', () => {
  expect(() => call('localized', { en: 'a' }, [4111])).toThrow(
    /^\$localized needs language tags as texts in its second argument; it found a number$/,
  );
});

test('$localized tells no key that is no language tag: it may be anything', () => {
  expect(() => call('localized', { 'ada@example.org': 1 })).toThrow('one of them holds a number');
  expect(() => call('localized', { 'de-DE': 1 })).toThrow('"de-DE" holds a number');
});
