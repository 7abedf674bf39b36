import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { functions } from '../../src/mapping/functions.ts';
import { namesBelow, pages, textOf } from './pages.ts';

describe('documents', () => {
  it.each([...pages, 'test/bench/README.md'])('%s: every link leads somewhere', (page) => {
    const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const own = links.filter((link) => !/^https:/.test(link));
    const wrong = own.filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
    });
    expect(wrong, `nothing is there: change the link in ${page}, or take it out`).toEqual([]);
  });

  it('name one repository to fill in', () => {
    expect(textOf('README.md').match(/github\.com\/[\w/-]+/g)).toEqual(['github.com/OWNER/REPOSITORY']);
  });

  it('keep CONTRIBUTING short, with each run-time dependency and its reason', () => {
    expect(textOf('CONTRIBUTING.md').split('\n').length).toBeLessThan(60);
    const { dependencies } = JSON.parse(textOf('package.json')) as { dependencies: Record<string, string> };
    expect(namesBelow('CONTRIBUTING.md', 'Run-time dependencies')).toEqual(Object.keys(dependencies));
  });

  it('name paths in CONTRIBUTING that exist', () => {
    const paths = [...textOf('CONTRIBUTING.md').matchAll(/`((?:src|api|mappings|schemas)\/[^`]*)`/g)];
    expect(paths.map(([, path = '']) => path).filter((path) => !existsSync(path))).toEqual([]);
  });

  it('name each measurement in the page about them', () => {
    const files = readdirSync('test/bench').filter((name) => name.endsWith('.ts'));
    const made = files.flatMap((name) => [
      ...textOf(join('test/bench', name)).matchAll(/: Measurement = \{\s+name: '([^']+)'/g),
    ]);
    const named = textOf('test/bench/README.md').matchAll(/^\| `([^`]+)` \|/gm);
    const sorted = (matches: Iterable<RegExpMatchArray>) => [...matches].map(([, name]) => name).sort();
    expect(sorted(named)).toEqual(sorted(made));
  });

  it('name each function in the changelog', () => {
    const text = textOf('CHANGELOG.md');
    expect(functions.filter(({ name }) => !text.includes(`\`$${name}\``))).toEqual([]);
  });
});

/** As GitHub makes them of headings. */
function anchorsOf(page: string): readonly string[] {
  return [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}
