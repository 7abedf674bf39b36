import fc from 'fast-check';
import { expect, test } from 'vitest';
import { literal } from '../../../src/mapping/compiled/emit/escape.ts';
import { emitExpression } from '../../../src/mapping/compiled/emit-expression.ts';
import { compileExpression } from '../../../src/mapping/expression/expression.ts';

const settings = { seed: 20_261_125, numRuns: 1_000 };

const nasty = [
  ...[
    '"',
    "'",
    '`',
    '\\',
    '\n',
    '\r',
    '\u2028',
    '\u2029',
    '\0',
    '${',
    '}',
    '*/',
    '//',
    '<!--',
    '</script>',
    ';',
  ],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'length',
    'then',
    'return process',
  ],
  ...['\ud800', '\udfff', '😀', 'é', '(', ')', '=>', '0', ' ', ''],
];
const texts = fc
  .array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary' })), { maxLength: 6 })
  .map((parts) => parts.join(''));

/** What JavaScript reads in an emitted text. */
const read = (source: string): unknown => new Function(`"use strict"; return ${source};`)();

test('a text comes back as it was, from printable ASCII without an end in it', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const source = literal(text);
      expect(source).toMatch(/^"(?:[ !#-[\]-~]|\\u[0-9a-f]{4})*"$/);
      expect(read(source)).toBe(text);
    }),
    settings,
  );
});

test.each([0, -0, 1, -1, 0.1, -1e-7, 1e21, 5e-324, true, false, null])('%s comes back as it was', (value) => {
  expect(read(`1 - 1 || ${literal(value)}`)).toBe(value);
});

const quoted = (text: string) =>
  JSON.stringify(text).replace(/[\ud800-\udfff]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16)}`;
  });
const named = texts.filter((text) => text !== '' && !text.includes('`'));

test('texts and names of an author do what they do in jsonata, and nothing else', async () => {
  const placeAt = () => ({ file: 'f', line: 1, column: 1 });
  await fc.assert(
    fc.asyncProperty(named, texts, async (name, text) => {
      const expression = `{${quoted(text)}: [\`${name}\`, $.\`${name}\`.\`${name}\`, ${quoted(text)} = a], "b": a[\`${name}\` = ${quoted(text)}]}`;
      const compiled = compileExpression({ text: expression, placeAt });
      if (!compiled.ok) return;
      const emitted = emitExpression(compiled.expression.ast);
      if (emitted.ok) expect(emitted.source).toMatch(/^[ -~\n]*$/);
      const input = { a: text, [name]: { [name]: 1 } };
      const both = () =>
        Promise.all(
          (['reference', 'compiled'] as const).map((engine) =>
            compiled.expression.evaluate(input, {}, { name: engine }),
          ),
        );
      const once = await both();
      // A machine that stands still for as long as an expression may take is no difference; one that is, comes again.
      const [wanted, found] = once.every(({ ok }) => ok === once[0]?.ok) ? once : await both();
      expect(found).toEqual(wanted);
    }),
    { ...settings, numRuns: 300 },
  );
});

test.each([
  ['`constructor`', {}],
  ['`__proto__`', {}],
  ['a.`constructor`.name', { a: {} }],
  ['$lookup($$, "constructor")', {}],
  ['toString', [{}]],
  ['a[`hasOwnProperty` = 1]', { a: [{}] }],
  ['$constructor', {}],
  ['$toString', {}],
])('%s finds nothing that an object has by itself', async (text, input) => {
  const compiled = compileExpression({ text, placeAt: () => ({ file: 'f', line: 1, column: 1 }) });
  expect(compiled.ok && compiled.expression.uncompiled()).toBeUndefined();
  expect(compiled.ok && (await compiled.expression.evaluate(input))).toEqual({ ok: true, value: undefined });
});
