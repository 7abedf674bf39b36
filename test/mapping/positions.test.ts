import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DocumentNode, readDocument } from '../../src/mapping/yaml/document.ts';
import { scalarText } from './yaml-scalar.ts';

const marker = '§';

/** Words without what YAML or a style gives a meaning; quotes, escapes and emoji are added where they are allowed. */
const word = fc.constantFrom(
  'a',
  'order',
  '$sum',
  'x.y',
  '12',
  'é',
  '😀',
  '=',
  '&',
  '(b)',
  ...[marker, marker, marker, `a${marker}😀`, `${marker}.${marker}`],
);
const quoted = fc.constantFrom("it's", '"', '\\', '# no', 'a: b', '{', '\u2028', '\u00e9', '\t');
const line = (extra: boolean) =>
  fc
    .array(extra ? fc.oneof(word, quoted) : word, { minLength: 1, maxLength: 5 })
    .map((words) => words.join(' '));
const style = fc.constantFrom('plain', 'single', 'double', 'literal', 'folded');
const scalar = style.chain((name) =>
  fc.record({
    style: fc.constant(name),
    lines: fc.array(line(name !== 'plain'), { minLength: 1, maxLength: 4 }),
    blankLines: fc.boolean(),
    chomp: fc.constantFrom('', '-', '+'),
    escapes: fc.array(fc.nat(4), { minLength: 8, maxLength: 8 }),
  }),
);
const document = fc.record({
  scalar,
  around: fc.array(fc.constantFrom('map', 'list'), { maxLength: 3 }),
  before: fc.array(fc.constantFrom('# note 😀', 'k: 1', '"é😀": {a: [1, 2]}'), { maxLength: 2 }),
  crlf: fc.boolean(),
});

/** The only scalar below the key `in`, through maps and lists of one part. */
function innermost(node: DocumentNode | undefined): DocumentNode | undefined {
  if (node?.kind === 'map') return innermost(node.entries.at(-1)?.value);
  if (node?.kind === 'list') return innermost(node.items[0]);
  return node;
}

function places(text: string): string[] {
  return text
    .split('\n')
    .flatMap((one, row) =>
      [...one.matchAll(/§|\\u00a7|\\xa7/g)].map(({ index }) => `${row + 1}:${(index ?? 0) + 1}`),
    );
}

test('every marker in the value of a scalar is found where it stands in the file, in all styles', () => {
  let checked = 0;
  fc.assert(
    fc.property(document, ({ scalar: shape, around, before, crlf }) => {
      const unique = before.filter((one, index) => before.indexOf(one) === index);
      const opening = around.map((kind, level) => `${'  '.repeat(level + 1)}${kind === 'map' ? 'k:' : '-'}`);
      const body = scalarText(shape, '  '.repeat(around.length + 1));
      const head = ['in:', ...opening].join('\n');
      const text = `${[...unique, `${head} ${body}`].join('\n')}\n`.replaceAll('\n', crlf ? '\r\n' : '\n');

      const { root, issues } = readDocument('f.yaml', text);
      expect(issues).toEqual([]);
      const node = innermost(root);
      if (node?.kind !== 'scalar' || typeof node.value !== 'string') throw new Error('no text');
      const { value, placeAt } = node;
      const found = [...value.matchAll(/§/g)].map(({ index }) => {
        const { line: row, column } = placeAt(index ?? 0);
        return `${row}:${column}`;
      });
      expect(found).toEqual(places(text));
      checked += found.length;
    }),
    { seed: 20_260_118, numRuns: 2_000 },
  );
  expect(checked).toBeGreaterThan(2_000);
});
