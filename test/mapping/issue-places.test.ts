import { expect, test } from 'vitest';
import { compileExpression } from '../../src/mapping/expression/expression.ts';
import { readDocument } from '../../src/mapping/yaml/document.ts';

const input = { name: 'Ada', n: null, items: [{ p: 1 }, { p: 'two' }], o: {} };

/** The place of the only issue of the expression below the key `e`, and the rest of the line that stands there. */
async function pointed(text: string): Promise<string> {
  const { root, issues } = readDocument('f.yaml', text);
  const node = root?.kind === 'map' ? root.entries.find(({ key }) => key === 'e')?.value : undefined;
  if (node?.kind !== 'scalar') throw new Error(`no expression: ${JSON.stringify(issues)}`);
  const compiled = compileExpression({ text: String(node.value), placeAt: node.placeAt });
  const result = compiled.ok ? await compiled.expression.evaluate(input) : compiled;
  if (result.ok) return `${JSON.stringify(result.value)}`;
  const { line, column } = result.issue.place ?? { line: 0, column: 0 };
  const rest = text.split(/\r?\n/)[line - 1]?.slice(column - 1);
  return `${result.issue.code} ${line}:${column} ${rest}`;
}

const block = ['e: |', '  {', '    "😀": name,', '    "sum": @', '  }', ''];
const within = (broken: string, feed = '\n') => block.join(feed).replace('@', broken);

/** What is broken, and what the issue must point at: the beginning of the rest of the line. */
const broken: readonly (readonly [expression: string, at: string, code?: string])[] = [
  ['name name', 'name', 'expression-syntax'],
  ['name null', 'null', 'expression-syntax'],
  ['1 + ) 2', ') 2', 'expression-syntax'],
  ['"open', '"open', 'expression-syntax'],
  ['`open', '`open', 'expression-syntax'],
  ['/open', '/open', 'expression-syntax'],
  ["1 / 2 & 'it", "'it", 'expression-syntax'],
  ['/"/ & "a\\"b', '"a\\"b', 'expression-syntax'],
  ['"a" / 2 + `b` / 3 & "open', '"open', 'expression-syntax'],
  ['1 /* "', '/* "', 'expression-syntax'],
  ['"a\\q"', 'q"', 'expression-syntax'],
  ['1 + name', '+ name'],
  ['name + 1', '+ 1'],
  ['1 - "a"', '- "a"'],
  ['n < 3', '< 3'],
  ['"a" < 3', '< 3'],
  ['1 & $uppercase(n)', '$uppercase(n)'],
  ['name.$number($)', '$number($)'],
  ['[1, $power(10, 400)]', '$power(10, 400)]'],
  ['$nothing(1)', '$nothing(1)'],
  ['name(1)', 'name(1)'],
  ['$toMillis("é😀")', '$toMillis("é😀")'],
  ['"😀" & $pad("x", 1e9)', '$pad("x", 1e9)', 'limit-exceeded'],
  ['name ~> o', '~> o'],
  ['items.(p + 1)', '+ 1)'],
  ['"😀" & $eval("1")', '$eval("1")', 'forbidden-function'],
  ['($f := function($x) { 1 + $f($x) }; $f(1))', '$f($x) }; $f(1))', 'limit-exceeded'],
  ['$error("no")', '$error("no")'],
];

test.each(broken.map(([expression, at, code = 'expression-failed']) => ({ expression, at, code })))(
  '$expression in a block points at $at',
  async ({ expression, at, code }) => {
    for (const feed of ['\n', '\r\n']) {
      const found = await pointed(within(expression, feed));
      const column = 12 + expression.lastIndexOf(at);
      expect(found).toBe(`${code} 4:${column} ${at}`);
    }
  },
);

test.each([
  ['plain', 'e: name & $uppercase(n)\n', '1:11 $uppercase(n)'],
  ['plain on two lines', 'e: name &\n   $uppercase(n)\n', '2:4 $uppercase(n)'],
  ['single', "e: 'name & ''😀'' & $uppercase(n)'\n", "1:21 $uppercase(n)'"],
  ['double', 'e: "\\"\\u00e9\\U0001F600\\" & $uppercase(n)"\n', '1:28 $uppercase(n)"'],
  ['double on two lines', 'e: "name \\\n  & $uppercase(n)"\n', '2:5 $uppercase(n)"'],
  ['literal', 'e: |-\n  name &\n\n    $uppercase(n)\n', '4:5 $uppercase(n)'],
  ['folded', 'e: >+ # note\n  name &\n  $uppercase(n)\n', '3:3 $uppercase(n)'],
  ['after a comment', 'e: |\n  /* 😀\n  */ $uppercase(n)\n', '3:6 $uppercase(n)'],
  ['below a list', 'a: [1]\ne: |2\n    $uppercase(n)\n', '3:5 $uppercase(n)'],
])('the function in a %s scalar', async (_style, text, place) => {
  expect(await pointed(text)).toBe(`expression-failed ${place}`);
});

test.each([
  ['e: name &\n', '1:10 '],
  ['e: |\n  (name &\n', '2:10 '],
  ['e: |\n  {"a": (1\n  }\n', '3:3 }'],
  ["e: ''\n", "1:4 ''"],
])('%j ends too early', async (text, place) => {
  expect(await pointed(text)).toBe(`expression-syntax ${place}`);
});
