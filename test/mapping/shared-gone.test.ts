import { expect, test } from 'vitest';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import type { SourceFile } from '../../src/mapping/catalog.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';

const { shared, tables, ...project } = await readProjectFiles();

/** Mappings by these names, all alike, with a shared file or with none, and without tables. */
function issuesOf(names: readonly string[], text: string, files: readonly SourceFile[]) {
  if (shared === undefined || tables === undefined) throw new Error('the project has no shared files');
  return buildCatalog({
    ...project,
    mappings: names.map((name) => ({ path: `mappings/${name}.yaml`, text })),
    shared: { ...shared, files },
    tables: { ...tables, files: [] },
  }).issues;
}

const head = 'description: A case.\non: CustomerCreated\n';

test('a shared name that is gone is told once, and not at each use', () => {
  const text = `${head}needs:\n  userId: no id\nidentify:\n  userId: $userId\n`;
  expect(issuesOf(['a', 'b', 'c'], text, [])).toMatchObject([
    { place: { file: 'mappings/a.yaml', line: 4 }, hint: expect.stringContaining('3 mappings use it') },
  ]);
  expect(issuesOf(['a', 'b'], text, [])).toHaveLength(4);
});

test('a shared value that lacks its table is told in the shared file, and not again for a mapping', () => {
  const path = 'mappings/shared/loyalty.yaml';
  const loyalty = 'description: A tier.\nfrom: [email]\nlet:\n  userId: $tiers.gold & $email\n';
  const text = `${head}let:\n  email: customer.email\nidentify:\n  userId: $userId\n`;
  expect(issuesOf(['a'], text, [{ path, text: loyalty }])).toMatchObject([
    { message: '$tiers is not a name under "let:"', place: { file: path } },
  ]);
});

test('a name that is misspelt alike in many mappings, or is a field, is told at each place with what is meant', () => {
  const identity = {
    path: 'mappings/shared/identity.yaml',
    text: 'description: Ids.\nlet:\n  userId: \'"1"\'\n',
  };
  const hintsOf = (userId: string) =>
    issuesOf(['a', 'b', 'c'], `${head}identify:\n  userId: ${userId}\n`, [identity]).map(({ hint }) => hint);
  const thrice = (hint: string) => [hint, hint, hint];
  expect(hintsOf('$userIdd')).toEqual(thrice('did you mean $userId?'));
  expect(hintsOf('$customer.id')).toEqual(thrice('a field of the delivery has no $: write customer'));
});

test('what a shared value is made of and many mappings do not give is told in each', () => {
  const path = 'mappings/shared/identity.yaml';
  const text = 'description: Ids.\nfrom: [email]\nlet:\n  userId: $email\n';
  const hint = `write "email: …" under "let:"; ${path} says what it must be`;
  const issues = issuesOf(['a', 'b', 'c'], `${head}identify:\n  userId: $userId\n`, [{ path, text }]);
  expect(issues).toMatchObject([{ hint }, { hint }, { hint }]);
});

test('what is wrong with a shared file is told once, whatever name a mapping has that may be meant', () => {
  const path = 'mappings/shared/identity.yaml';
  const text = 'description: Ids.\nfrom: [emial?]\nlet:\n  userId: $email\n';
  expect(issuesOf(['a'], `${head}identify:\n  userId: $userId\n`, [{ path, text }])).toMatchObject([
    { message: '$email is not a name under "let:"', hint: 'did you mean $emial?' },
  ]);
});

test('while a shared file has an error, it may ask for what nothing else uses', () => {
  const path = 'mappings/shared/identity.yaml';
  const text = 'description: Ids.\nlet:\n  userId: $email\n';
  const given = '  email: customer.email\n  customerId: customer.id\n';
  const mapping = `${head}let:\n${given}identify:\n  userId: $userId\n`;
  expect(issuesOf(['a'], mapping, [{ path, text }])).toMatchObject([{ code: 'unknown-variable' }]);
});

test.each([
  ['$default($salutation, "Hello")', '$greeting', 0],
  ['$default($plain, customer.id)', '$greeting', 0],
  ['$exists($plain)', '$greeting', 0],
  ['$default($plain, customer.title)', '$greeting', 1],
  ['$lowercase($plain)', '$greeting', 1],
  ['$lowercase($plain)', '$default($greeting, "Hello")', 0],
  ['$lowercase($plain)', '$default($greeting, $plain)', 1],
])(
  'what a shared value is made of may be left out where something stands in: %s, %s',
  (greeting, use, told) => {
    const path = 'mappings/shared/greetings.yaml';
    const text = `description: How to greet.\nfrom: [salutation?]\nlet:\n  plain: $salutation\n  greeting: ${greeting}\n`;
    const mapping = `${head}identify:\n  userId: customer.id\n  traits:\n    greeting: ${use}\n`;
    const message = expect.stringMatching(/ is made of \$salutation, which has no value here$/);
    const expected = told === 0 ? [] : [{ code: 'may-be-nothing', message }];
    expect(issuesOf(['a'], mapping, [{ path, text }])).toMatchObject(expected);
  },
);
