import { describe, expect, it } from 'vitest';
import { blocks, catalogOf, pages, plain, shown, textOf } from './pages.ts';

const issuesOf = (yaml: string) => catalogOf(yaml).issues;

describe('mappings shown', () => {
  it.each(shown('yaml'))('$page: $lines', ({ lines }) => {
    expect(issuesOf(`${lines.join('\n')}\n`)).toEqual([]);
  });

  it.each(shown('yaml traits'))('$page: traits $lines', ({ lines }) => {
    expect(issuesOf(plain + lines.map((line) => `    ${line}\n`).join(''))).toEqual([]);
  });

  it('are blocks whose kind is known', () => {
    const known = ['sh', 'bash', 'js', 'json', 'json subscription', 'yaml', 'yaml traits', 'yaml fragment'];
    expect(blocks.filter(({ language }) => !known.includes(language))).toEqual([]);
    const fences = pages.map((page) => textOf(page).match(/```/g)?.length ?? 0);
    expect(fences.reduce((sum, count) => sum + count)).toBe(blocks.length * 2);
  });
});
