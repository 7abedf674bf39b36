import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { diffAsMarkdown } from '../../src/cli/diff/diff-markdown.ts';
import { diffAsText } from '../../src/cli/diff/diff-text.ts';
import type { ChangedMapping, MappingDiff } from '../../src/cli/diff/mapping-diff.ts';
import { commitAll, gitIn } from './git-project.ts';
import { workspace } from './workspace.ts';

const mapping = 'mappings/customer.created.yaml';

async function changedProject() {
  const project = await workspace(['CustomerCreated']);
  await project.write(
    'mappings/customer.sorted.yaml',
    'description: Sorts.\non: CustomerCreated\nidentify:\n  userId: customer.id\n',
  );
  await project.write(
    'test/mappings/customer.sorted/rich.delivery.json',
    await project.read('test/mappings/customer.created/rich.delivery.json'),
  );
  commitAll(project.path(''), 'first');
  await project.edit(mapping, 'firstName?: customer.firstName', 'firstName?: $uppercase(customer.firstName)');
  await project.edit(mapping, '    address?:\n', '    shop: \'"garden"\'\n    address?:\n');
  await project.edit('mappings/customer.sorted.yaml', 'userId: customer.id', 'userId: customer.externalId');
  return project;
}

test('a difference as text, Markdown and JSON', async () => {
  const { mapper, path } = await changedProject();
  const id = gitIn(path(''), 'rev-parse', 'HEAD').slice(0, 7);
  for (const [format, file] of [
    ['text', 'diff.txt'],
    ['markdown', 'diff.md'],
    ['json', 'diff.json.txt'],
  ] as const) {
    const { code, stdout, stderr } = await mapper('diff', '--format', format);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expect(stdout.replaceAll(id, '1a2b3c4')).toMatchFileSnapshot(file);
  }
});

test('no difference, and the exit code that was asked for', async () => {
  const { edit, mapper, path } = await workspace(['CustomerCreated']);
  commitAll(path(''), 'first');
  const same = await mapper('diff', '--exit-code');
  expect(same.code).toBe(0);
  expect(same.stdout).toMatch(/^HEAD \([0-9a-f]{7}\) → work tree\n\nno call differs in 2 cases\n$/);
  await edit(mapping, 'description: A', 'description: One');
  const commented = await mapper('diff', '--exit-code');
  expect(commented).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('customer.created  changed, and no sample shows a difference'),
  });
  expect((await mapper('diff')).code).toBe(0);
});

test('a mapping that no longer compiles fails in each of its cases, with what is wrong', async () => {
  const { edit, mapper, path } = await workspace(['CustomerCreated']);
  commitAll(path(''), 'first');
  await edit(mapping, 'customer.firstName', 'customer.fristName');
  const { code, stdout } = await mapper('diff');
  expect(code).toBe(0);
  expect(stdout).toContain(
    '  rich  now fails: the mapping has an error\n    customer.fristName: no such field',
  );
  expect(stdout).toContain('    - identify  {"userId":');
});

test('a sample that only the earlier side has still counts', async () => {
  const { edit, mapper, path } = await workspace(['CustomerCreated']);
  commitAll(path(''), 'first');
  gitIn(path(''), 'rm', '--quiet', 'test/mappings/customer.created/rich.delivery.json');
  await edit(mapping, 'firstName?: customer.firstName', 'firstName?: $uppercase(customer.firstName)');
  expect((await mapper('diff')).stdout).toContain(
    '  rich\n    identify  traits.firstName  "Marlene" → "MARLENE"',
  );
});

test('what is no commit, and what is no format, is a wrong use', async () => {
  const { mapperAt, path } = await workspace(['CustomerCreated']);
  commitAll(path(''), 'first');
  const told = async (...args: string[]) => {
    const { code, stderr } = await mapperAt(['diff'], args);
    return `${code} ${stderr}`;
  };
  expect(await told('no-such-branch')).toBe(
    '2 diff: there is no commit no-such-branch here; git log --oneline lists commits, git branch --all lists branches\n',
  );
  expect(await told('--', '--output=x')).toMatch(/^2 diff: there is no commit --output=x here/);
  expect(await told('A', 'B', 'C')).toBe('2 diff: takes one commit, or two: A, A B, A..B or A...B\n');
  expect(await told('A..B', 'C')).toBe('2 diff: takes one commit, or two: A, A B, A..B or A...B\n');
  expect(await told('--format', 'html')).toBe('2 diff: --format must be one of text, markdown, json\n');
});

test('outside a repository, and before the project was one, it says so', async () => {
  const { mapper, path, read, write } = await workspace(['CustomerCreated']);
  expect(await mapper('diff')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^diff: git does not read this folder: not a git repository/),
  });
  const grammar = await read('schemas/mapping.schema.json');
  gitIn(path(''), 'init', '--quiet');
  gitIn(path(''), 'add', 'mappings');
  gitIn(path(''), 'commit', '--quiet', '--message', 'first');
  await write('schemas/mapping.schema.json', grammar);
  expect(await mapper('diff')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^diff: in HEAD \(\w+\) there is no schemas\/mapping.schema.json\n$/),
  });
});

test('a change that touches several mappings is first told field by field', () => {
  const changed = (name: string, ...pointers: readonly string[]): ChangedMapping => ({
    name,
    status: 'changed',
    cases: ['one', 'another'].map((sample) => ({
      name: sample,
      delivery: sample,
      before: { status: 'calls' },
      after: { status: 'calls' },
      calls: [
        {
          kind: 'changed',
          index: 0,
          was: 0,
          call: {},
          fields: pointers.map((pointer) => ({ pointer, after: 1 })),
        },
      ],
    })),
  });
  const firstLine = (...mappings: readonly ChangedMapping[]) =>
    diffAsText({ before: 'A', after: 'B', mappings, unchanged: { mappings: 0, cases: 0 } }, false).split(
      '\n',
    )[2];
  const products = ['/properties/products/0/price', '/properties/products/1/price'];
  expect(
    firstLine(changed('a', '/userId', '/traits/a', '/traits/b'), changed('b', '/userId', ...products)),
  ).toBe(
    'userId changes in 4 calls of 2 mappings, properties.products[…].price in 2 calls of 1 mapping, traits.a in 2 calls of 1 mapping, 1 other field',
  );
  expect(firstLine(changed('a', '/userId'))).toBe('a');
});

const hostile = [
  '`code` </code>',
  '| cell | "x" |',
  '</details><script>alert(1)</script>',
  '@everyone #1 https://example.com',
  '\n\n# heading\n',
  '\u202egnol',
  '[a](b) ![i](j) **b** ~~s~~',
  '\\`\\|',
];

function hostileDiff(many = 1): MappingDiff {
  const mappings = Array.from(
    { length: many },
    (_, at): ChangedMapping => ({
      name: hostile[at % hostile.length] ?? '',
      status: 'renamed',
      was: hostile[(at + 1) % hostile.length] ?? '',
      cases: hostile.map((text) => ({
        name: text,
        delivery: text,
        before: { status: 'skipped', reason: text },
        after: {
          status: 'failed',
          reason: text,
          issues: [{ code: 'expression-failed', severity: 'error', message: text }],
        },
        calls: [
          { kind: 'appeared', index: 0, call: { type: text, event: text, traits: { [text]: text } } },
          {
            kind: 'changed',
            index: 0,
            was: 0,
            call: { type: text },
            fields: [{ pointer: `/${text.replaceAll('/', '~1')}`, before: text, after: text }],
          },
        ],
      })),
    }),
  );
  return { before: hostile.join(), after: hostile.join(), mappings, unchanged: { mappings: 0, cases: 0 } };
}

test('no value, name or reason is anything but code in Markdown', () => {
  const shown = diffAsMarkdown(hostileDiff(hostile.length));
  const outside = shown
    .replaceAll(/<code>[^<>]*<\/code>/g, 'C')
    .replaceAll(/`[^`\n]*`/g, 'C')
    .split('\n');
  const known = [
    /^<!-- mapping-diff -->$/,
    /^### What Segment gets: C → C$/,
    /^C\.$/,
    /^64 of 64 cases differ: [\w ,]+\.$/,
    /^<details><summary>C: C, 8 cases differ<\/summary>$/,
    /^\| case \| call \| field \| before \| after \|$/,
    /^\|---\|---\|---\|---\|---\|$/,
    /^\| C \| (?:C|) \| (?:C|the call appears|) \| (?:C|) \| (?:C|) \|$/,
    /^<\/details>$/,
    /^$/,
  ];
  expect(outside.filter((line) => !known.some((pattern) => pattern.test(line)))).toEqual([]);
});

test('what is too much for a comment is counted, and every table is whole', () => {
  const whole = hostileDiff(300);
  const shown = diffAsMarkdown(whole);
  expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(65_536);
  const rows = shown.split('\n').filter((line) => line.startsWith('| `')).length;
  const all = whole.mappings.length * hostile.length * 4;
  expect(shown).toContain(`… and ${all - rows} more rows: `);
  expect(rows).toBeGreaterThan(100);
  const begun = shown.split('\n').filter((line) => line.startsWith('<details>')).length;
  expect(shown.split('\n').filter((line) => line === '</details>').length).toBe(begun);
});

test('colour changes nothing but the colour', () => {
  const diff = hostileDiff(2);
  const coloured = diffAsText(diff, true);
  const plain = diffAsText(diff, false);
  expect(coloured).not.toBe(plain);
  expect(stripVTControlCharacters(coloured)).toBe(plain);
  expect(plain.replaceAll('\n', '')).not.toMatch(/[\p{Control}\u202e]/u);
});
