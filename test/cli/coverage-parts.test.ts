import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { branchesOf } from '../../src/cli/coverage/branches.ts';
import { editsOf } from '../../src/cli/coverage/edits.ts';
import { mutantsOf } from '../../src/cli/coverage/mutants.ts';
import { spotsOf } from '../../src/cli/coverage/spots.ts';
import { allParts, treeOf } from '../../src/cli/coverage/tree.ts';
import { compileExpression } from '../../src/mapping/expression/expression.ts';
import { functions } from '../../src/mapping/functions.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';

const { mappings, shared } = await readProjectFiles();
const files = [...mappings, ...(shared?.files ?? [])];
const spots = files.flatMap((file) => spotsOf(file).spots);
const written = spots.flatMap(({ node, tree }) => (tree === undefined ? [] : [String(node.value)]));
const expressions = [
  ...new Set([
    ...written,
    ...functions.flatMap(({ examples }) => examples.map(({ expression }) => expression)),
  ]),
];

const compile = (text: string) =>
  compileExpression({ text, placeAt: () => ({ file: '', line: 1, column: 1 }) });
const isRead = (text: string) => compile(text).ok;

test('every expression of this project is understood', () => {
  const texts = spots.filter(({ node, role }) => typeof node.value === 'string' && role !== 'event');
  expect(texts.length).toBeGreaterThan(300);
  expect(texts.filter(({ tree }) => tree === undefined).map(({ node }) => node.value)).toEqual([]);
});

test('a part begins and ends where JSONata has it: brackets around it change nothing', () => {
  const kinds = [
    'binary',
    'condition',
    'fallback',
    'call',
    'list',
    'object',
    'block',
    'variable',
    'number',
    'string',
  ];
  const shape = (text: string): string => {
    const compiled = compile(text);
    // A block of one expression is that expression; places move, and so does the mark of a last call.
    const bare = (node: unknown): unknown => {
      if (Array.isArray(node)) return node.map(bare);
      if (typeof node !== 'object' || node === null || node instanceof RegExp) return String(node);
      const { type, expressions: inner } = node as { type?: string; expressions?: unknown[] };
      const only = type === 'block' && inner?.length === 1 ? inner[0] : undefined;
      if (only !== undefined && !('stages' in node) && !('predicate' in node)) return bare(only);
      const kept = Object.entries(node).filter(([key]) => !/^(position|consarray|thunk)$/.test(key));
      return Object.fromEntries(kept.map(([key, value]) => [key, bare(value)]));
    };
    return compiled.ok ? JSON.stringify(bare(compiled.expression.ast)) : 'unreadable';
  };
  const wrong = expressions.flatMap((text) => {
    const tree = treeOf(text);
    if (tree === undefined || text.includes('function(') || text.includes(':=')) return [];
    // In a path, brackets begin a context of their own.
    const inPaths = new Set(
      allParts(tree).flatMap(({ kind, parts }) => (/path|filter|other/.test(kind) ? parts : [])),
    );
    const keys = new Set(
      allParts(tree).flatMap(({ kind, parts }) => (kind === 'object' || kind === 'call' ? parts : [])),
    );
    return allParts(tree)
      .filter((part) => kinds.includes(part.kind) && !inPaths.has(part) && !keys.has(part))
      .map(({ start, end }) => `${text.slice(0, start)}(${text.slice(start, end)})${text.slice(end)}`)
      .filter((bracketed) => shape(bracketed) !== shape(text));
  });
  expect(wrong).toEqual([]);
});

test('every change and every probe of this project can be read by JSONata', () => {
  const changes = files.flatMap((file) => [
    ...mutantsOf(spotsOf(file), () => undefined),
    ...spotsOf(file).spots.flatMap(branchesOf),
  ]);
  const texts = changes.flatMap(({ shown, to, from }) =>
    typeof to === 'string' && (shown !== undefined || typeof from === 'string') ? [to] : [],
  );
  expect(texts.length).toBeGreaterThan(500);
  expect(texts.filter((text) => !text.endsWith(' or another') && !isRead(text))).toEqual([]);
});

test('what is no JSONata is left alone', () => {
  for (const text of ['', 'a +', '(a', 'a ? ', '"open', '{"a" 1}', 'a ~ b', '# a'])
    expect(treeOf(text)).toBeUndefined();
});

test('the small changes of each kind of expression', async () => {
  const texts = readFileSync('test/cli/coverage-edits.txt', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('    '));
  const blocks = texts.map((text) => {
    const tree = treeOf(text);
    const edits = tree === undefined ? [] : editsOf(tree, text);
    const lines = edits.map(
      ({ part, by, words }) => `    ${text.slice(0, part.start)}${by}${text.slice(part.end)}    (${words})`,
    );
    return [text, ...lines].join('\n');
  });
  expect(texts.length).toBeGreaterThan(10);
  await expect(`${blocks.join('\n\n')}\n`).toMatchFileSnapshot('coverage-edits.txt');
});
