import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { resultOf, toldOf } from '../../src/cli/docs/cheat-sheet/cheat-page.ts';
import { cheatSections } from '../../src/cli/docs/cheat-sheet/lines.ts';
import { mistakes } from '../../src/cli/docs/cheat-sheet/mistakes.ts';
import { anchorOf } from '../../src/cli/docs/page.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import { issueCodes } from '../../src/report/issue.ts';
import { workspace } from './workspace.ts';

const page = 'mappings/docs/customer.created.md';

describe('docs', () => {
  test('writes a page for each mapping, and only what has changed', async () => {
    const { edit, mapper, read } = await workspace();
    const first = await mapper('docs');
    expect(first).toEqual({
      code: 0,
      stdout: [
        'wrote mappings/docs/README.md',
        'wrote mappings/docs/cheat-sheet.md',
        'wrote mappings/docs/issue-codes.md',
        `wrote ${page}`,
        '4 pages: 4 written\n',
      ].join('\n'),
      stderr: '',
    });
    await expect(await read(page)).toMatchFileSnapshot('docs-customer.created.md');
    expect((await mapper('docs')).stdout).toBe('4 pages: 0 written\n');

    await edit('mappings/customer.created.yaml', 'customer.firstName', '$uppercase(customer.firstName)');
    expect((await mapper('docs')).stdout).toBe(`wrote ${page}\n4 pages: 1 written\n`);
    expect(await read(page)).toContain('| `customer.firstName` in capital letters |');
  });

  test('tells calls of one kind one by one', async () => {
    const { mapper, read, write } = await workspace();
    const call = (field: string) => `  - { userId: customer.id, traits: { ${field} } }`;
    const calls = ['identify:', call('email: customer.email'), call('email?: customer.email')];
    await write(
      'mappings/customer.twice.yaml',
      ['description: Twice.', 'on: CustomerCreated', ...calls, ''].join('\n'),
    );
    expect((await mapper('docs')).code).toBe(0);
    const [, ...told] = (await read('mappings/docs/customer.twice.md')).split('## It sends identify');
    const needed = '| `traits.email` **\\*** |';
    expect(told.map((part) => part.includes(needed))).toEqual([true, false]);
  });

  test('tells the first of each item of a list as that, by the schema', async () => {
    const { edit, mapper, read } = await workspace();
    const more = 'email: customer.email\n    keys?: customer.addresses.custom.type.id[0]';
    await edit('mappings/customer.created.yaml', 'email: customer.email', more);
    expect((await mapper('docs')).code).toBe(0);
    expect(await read(page)).toContain('| for each of `customer.addresses.custom.type`: the first of `id`');
  });

  test('--check says which page is not as it would be written, and writes none', async () => {
    const { edit, mapper, path, read, write } = await workspace();
    await mapper('docs');
    expect(await mapper('docs', '--check')).toEqual({
      code: 0,
      stdout: '4 pages: all as they would be written\n',
      stderr: '',
    });
    await edit('mappings/customer.created.yaml', 'A customer', 'The customer');
    const gone = 'mappings/docs/customer.gone.md';
    await cp(path(page), path(gone));
    await write('mappings/docs/notes.md', 'Notes of our own.\n');
    const before = await read(page);
    expect(await mapper('docs', '--check')).toEqual({
      code: 1,
      stdout: '',
      stderr: [
        'mappings/docs/README.md is not as it would be written',
        `${page} is not as it would be written`,
        `${gone} is of no mapping`,
        'run: npm run docs\n',
      ].join('\n'),
    });
    expect(await read(page)).toBe(before);
    expect((await mapper('docs')).stdout).toContain(`removed ${gone}\n`);
    expect(existsSync(path(gone))).toBe(false);
    expect(await read('mappings/docs/notes.md')).toBe('Notes of our own.\n');
  });

  test('says what is wrong in a mapping first', async () => {
    const { edit, mapper } = await workspace();
    await edit('mappings/customer.created.yaml', 'customer.firstName', 'customer.fristName');
    const told = await mapper('docs');
    expect(told).toMatchObject({ code: 1, stdout: '' });
    expect(told.stderr).toContain('did you mean customer.firstName?');
  });
});

describe('the cheat sheet', async () => {
  const sources = await readProjectFiles();
  const lines = cheatSections.flatMap((section) => section.lines);

  it('has lines for what is wanted most', () => {
    expect(lines.length).toBeGreaterThanOrEqual(40);
    expect(new Set(lines.map(({ expression }) => expression)).size).toBe(lines.length);
  });

  it('has no line that fails, and few that give nothing', async () => {
    const failing: string[] = [];
    const empty: string[] = [];
    for (const { expression } of lines) {
      const result = await resultOf(expression);
      if (result.startsWith('error')) failing.push(expression);
      if (result === '*nothing*') empty.push(expression);
    }
    expect(failing).toEqual([]);
    expect(empty.length).toBeLessThan(lines.length / 5);
  });

  it('has mistakes that are some, and what is right instead', async () => {
    const [wrong, right] = [mistakes.map((one) => one.wrong), mistakes.map((one) => one.right)].map((some) =>
      toldOf(some, sources),
    );
    for (const [at, mistake] of mistakes.entries()) {
      const [bad, good] = [await resultOf(mistake.wrong), await resultOf(mistake.right)];
      expect(wrong?.[at] ?? bad).not.toBe(good);
      expect(good).not.toMatch(/^error|nothing/);
      // The one word that may still be said of a right line: what it gives may be nothing.
      expect(right?.[at] ?? 'may-be-nothing').toContain('may-be-nothing');
    }
  });
});

describe('the pages of this project', () => {
  const folder = 'mappings/docs/';
  const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));
  const textOf = (path: string) => readFileSync(path, 'utf8');
  const prose = (path: string) =>
    textOf(path)
      .replace(/^(`{3,})[^\n]*\n[\s\S]*?\n\1$/gm, '')
      .replace(/(`+)[^`\n].*?\1/g, '');

  it.each(pages)('%s: every link leads somewhere', (name) => {
    const links = [...prose(folder + name).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const own = links.filter((link) => !link.startsWith('https:'));
    expect(own.length).toBeGreaterThan(0);
    const wrong = own.filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? folder + name : join(dirname(folder + name), path);
      if (!existsSync(target)) return true;
      const anchors = [...textOf(target).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
        anchorOf(heading),
      );
      return anchor !== undefined && !anchors.includes(anchor);
    });
    expect(wrong).toEqual([]);
  });

  it('tell of each issue code', () => {
    const told = [...textOf(`${folder}issue-codes.md`).matchAll(/^## (.+)$/gm)].map(([, code]) => code);
    expect(told).toEqual(issueCodes);
  });

  it('show what is seen of each issue code that a mapping can have', () => {
    const [, ...sections] = textOf(`${folder}issue-codes.md`).split(/^## (?=[a-z-]+$)/m);
    const unshown = sections.filter((text) => {
      const [code = ''] = text.split('\n');
      return existsSync(`test/issues/${code}`) && !/^`{3,}text$/m.test(text);
    });
    expect(unshown).toEqual([]);
  });
});
