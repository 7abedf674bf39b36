import fc from 'fast-check';
import jsonata from 'jsonata';
import { expect, test, vi } from 'vitest';
import { LinearRegExp, patternTrouble } from '../../src/mapping/language/pattern.ts';

interface Engine {
  lastIndex: number;
  exec(text: string): ((string | undefined)[] & { index: number }) | null;
}

/** Every match as jsonata asks for them, up to the first one that would not move on. */
function matches(engine: Engine, text: string, found: unknown[] = []): unknown[] {
  const match = engine.exec(text);
  if (match === null) return found;
  const all = [...found, { at: match.index, next: engine.lastIndex, texts: [...match] }];
  return match[0] === '' || all.length > 200 ? all : matches(engine, text, all);
}

/** For what a literal of TypeScript may not hold. */
const of = (source: string) => new RegExp(source, 'g');
const linear = (pattern: RegExp, text: string) => matches(new LinearRegExp(pattern), text);
const usual = (pattern: RegExp, text: string) => matches(new RegExp(pattern) as Engine, text);

function evaluate(expression: string, input: unknown = {}): Promise<unknown> {
  const RegexEngine = LinearRegExp as unknown as RegExpConstructor;
  return jsonata(expression, { RegexEngine, timeout: 10_000, stack: 500, sequence: 10_000 }).evaluate(input);
}

const atom = fc.constantFrom(
  ...[
    'a',
    'b',
    'B',
    '.',
    '\\d',
    '\\w',
    '\\W',
    '\\s',
    '\\S',
    '\\b',
    '\\B',
    '^',
    '$',
    '\\.',
    '\\/',
    '-',
    ' ',
    'é',
  ],
  ...[
    '[ab]',
    '[^a]',
    '[\\s-b]',
    '[a-\\s]',
    '[^\\S]',
    '[[a]',
    '[\\b]',
    '[\\w.-]',
    '[^\\d\\s]',
    '[]',
    '[a\\]]',
  ],
  ...['\\t', '\\n', '\\u00e9', '\\x61', '\\cJ', '\\A', '\\z', '\\a', '\\Q', '\\-'],
);
const repeat = fc.constantFrom('', '', '', '*', '+', '?', '*?', '+?', '{2}', '{1,3}');
const assertion = /^(\^|\$|\\b|\\B)$/i;
const single = fc
  .tuple(atom, repeat)
  .map(([one, times]) => (assertion.test(one) && one !== '\\A' ? one : one + times));
const row = fc.array(single, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
const source = fc.oneof(
  row,
  fc.tuple(row, row).map(([left, right]) => `${left}|${right}`),
  fc.tuple(row, row, row).map(([left, inner, right]) => `${left}(${inner})${right}`),
  fc.tuple(row, row).map(([inner, right]) => `(?:${inner}|b)(a${right})?`),
);
const letter = fc.constantFrom(...'aabbAB01._-/ []é', '\n', '\t', '\u00a0', '\u2028', '\b', 'Q', 'z');
const text = fc.array(letter, { maxLength: 12 }).map((letters) => letters.join(''));

test('finds what RegExp finds', () => {
  fc.assert(
    fc.property(source, fc.constantFrom('g', 'gi'), text, (pattern, flags, within) => {
      const regExp = new RegExp(pattern, flags);
      expect(linear(regExp, within)).toEqual(usual(regExp, within));
    }),
    { seed: 20_260_117, numRuns: 800 },
  );
});

test.each([
  [/^b$/gm, 'a\nb\nc'],
  [/(a)|(b)/g, 'ab'],
  [/😀(b)/g, 'a😀b 😀b'],
  [/b/g, '😀😀b'],
  [/\w+/g, '😀 ab 😀 cd'],
  [/(?<first>a)b/g, 'ab'],
  [/É/gi, 'é'],
  [/x*/g, 'aax'],
  [of('[^]'), 'a\n'],
])('%s on %j as RegExp', (pattern, within) => {
  expect(linear(pattern, within)).toEqual(usual(pattern, within));
});

/** [pattern, text, what is found here, what RegExp finds] */
test.each([
  [/./g, '😀', ['😀'], ['\ud83d', '\ude00']],
  [/[^a]/g, '😀', ['😀'], ['\ud83d', '\ude00']],
  [/\ud83d/g, '😀', [], ['\ud83d']],
  [of('\\p{L}'), 'é', ['é'], []],
  [of('\\u{61}'), 'a', ['a'], []],
  [of('\\x{61}'), 'a', ['a'], []],
  [of('\\c1'), 'c1\\c1', ['c1', 'c1'], ['\\c1']],
  [/a$/gm, 'a\rb', [], ['a']],
  [/k/gi, '\u212a', ['\u212a'], []],
  [/s/gi, 'ſ', ['ſ'], []],
])('%s on %j differs from RegExp', (pattern, within, here, there) => {
  const texts = (found: unknown[]) => (found as { texts: string[] }[]).map(({ texts }) => texts[0]);
  expect(texts(linear(pattern, within))).toEqual(here);
  expect(texts(usual(pattern, within))).toEqual(there);
});

test('a group in a repeat keeps what it last took', () => {
  expect(new LinearRegExp(/(?:(a)|b)*/g).exec('ab')?.[1]).toBe('a');
  expect(/(?:(a)|b)*/g.exec('ab')?.[1]).toBeUndefined();
});

test('a group that may be left out may take nothing', () => {
  expect(new LinearRegExp(/a(b*)?/g).exec('a')?.[1]).toBe('');
  expect(/a(b*)?/g.exec('a')?.[1]).toBeUndefined();
});

test.each([
  [/a(?=b)/g, 'look-ahead'],
  [/a(?!b)/g, 'look-ahead'],
  [/(?<=a)b/g, 'look-behind'],
  [/(?<!a)b/g, 'look-behind'],
  [/(a)\1/g, 'back-reference'],
  [/(?<n>a)\k<n>/g, 'back-reference'],
  [/a{1001}/g, 'not valid'],
  [of('\\p{Nonsense}'), 'not valid'],
  [/(?:[ab]{1,100}){1,9}/g, 'too large'],
])('%s is refused: %s', (pattern, reason) => {
  expect(patternTrouble(pattern)).toContain(reason);
  expect(patternTrouble(pattern)).toMatch(/^(a|the) .*[^.]$/);
  expect(() => new LinearRegExp(pattern)).toThrow(reason);
});

test.each([/[(?=]/g, /\(\?=/g, /\\1/g, /^[^@\s]+@[^@\s]+\.[^@\s]+$/g, /^\+?[\d\s()-]{6,20}$/g, /\d{1,100}/g])(
  '%s is accepted',
  (pattern) => {
    expect(patternTrouble(pattern)).toBeUndefined();
  },
);

test('a pattern that explodes elsewhere ends', () => {
  // Where each "a" more takes twice the time, as many as these would never end.
  expect(new LinearRegExp(/^(a+)+$/g).exec(`${'a'.repeat(10_000)}!`)).toBeNull();
});

test('a pattern has the time in which the process worked, not that in which it waited', () => {
  const now = performance.now.bind(performance);
  let waited = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    waited += 60;
    return now() + waited;
  });
  const pattern = new LinearRegExp(/[a-z]/g);
  const found = Array.from({ length: 5 }, () => pattern.exec('abcde')?.[0]);
  vi.restoreAllMocks();
  expect(found).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('many searches through a long text end', async () => {
  const long = { text: 'a'.repeat(100_000) };
  await expect(evaluate('$replace(text, /a.*b|a/, "")', long)).rejects.toMatchObject({
    name: 'FunctionError',
  });
  await expect(evaluate('$match(text, /(?:[ab]{1,100})c/)', long)).rejects.toMatchObject({
    name: 'FunctionError',
  });
});

test('what the parser did not build as a RegExp is refused instead of searched for ever', async () => {
  await expect(evaluate('$replace("a b", / /, "") ?: "x"')).rejects.toMatchObject({ name: 'FunctionError' });
  await expect(evaluate('$replace("a b", / /, "") ?? "x"')).rejects.toMatchObject({ name: 'FunctionError' });
});

test.each([
  ['$replace("ada lovelace", /(\\w+) (\\w+)/, "$2 $1")', 'lovelace ada'],
  ['$split("a, b;c", /[,;]\\s*/)', ['a', 'b', 'c']],
  ['$contains("ÄB", /äb/i)', true],
  ['$match("a1b22", /[a-z](\\d+)/).groups', ['1', '22']],
  ['$match("abc", /x/)', undefined],
  ['[1..2].$match("a1b2", /\\d/).match', ['1', '2', '1', '2']],
])('%s', async (expression, result) => {
  expect(JSON.stringify(await evaluate(expression))).toBe(JSON.stringify(result));
});

test.each(['$match("aab", /x*/)', '$replace("ab", /b*/, "-")', '$split("ab", /c?/)'])(
  '%s ends with the error for matches of no length',
  async (expression) => {
    await expect(evaluate(expression)).rejects.toMatchObject({ code: 'D1004' });
  },
);
