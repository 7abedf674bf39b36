import { describe, expect, it } from 'vitest';
import { mapBody } from '../../src/cli/cases/run-cases.ts';
import { blocks, catalogOf, pages, pathOf, plain, sampleOf, shown, textOf } from './pages.ts';

/** `mappings/tables/order-states.yaml` is `$orderStates`. */
const tableName = (path: string) =>
  path.replace(/^.*\/|\.yaml$/g, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const issuesOf = (yaml: string) => catalogOf(yaml).issues;

describe('mappings shown', () => {
  it.each(shown('yaml'))('$page: $lines', ({ lines }) => {
    expect(issuesOf(`${lines.join('\n')}\n`)).toEqual([]);
  });

  it.each(shown('yaml'))('$page: $lines runs on a sample', async ({ lines }) => {
    const { catalog } = catalogOf(`${lines.join('\n')}\n`);
    for (const type of catalog.mappings.flatMap(({ on }) => on))
      expect(await mapBody(sampleOf(type), catalog)).not.toMatchObject({ status: 'failed' });
  });

  it.each([
    ['yaml shared', 'mappings/shared/'],
    ['yaml table', 'mappings/tables/'],
  ])('%s names its file, and a mapping that is shown uses it', (language, folder) => {
    const files = shown(language).map((block) => pathOf(block) ?? '');
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((path) => !path.startsWith(folder))).toEqual([]);
    const hashed = shown('yaml').map(({ lines }) => catalogOf(`${lines.join('\n')}\n`).catalog.mappings[0]);
    const names = hashed.flatMap((mapping) => mapping?.names ?? []).map(({ place }) => place.file);
    const texts = shown('yaml').map(({ lines }) => lines.join('\n'));
    const isUsed = (path: string) =>
      names.includes(path) || texts.some((text) => text.includes(`$${tableName(path)}`));
    expect(files.filter((path) => !isUsed(path))).toEqual([]);
  });

  it.each(shown('yaml traits'))('$page: traits $lines', ({ lines }) => {
    expect(issuesOf(plain + lines.map((line) => `    ${line}\n`).join(''))).toEqual([]);
  });

  it('are blocks whose kind is known', () => {
    const known = [
      ...['sh', 'sh lambda', 'bash', 'js', 'json', 'json subscription'],
      ...['yaml', 'yaml traits', 'yaml fragment', 'yaml shared', 'yaml table'],
    ];
    expect(blocks.filter(({ language }) => !known.includes(language))).toEqual([]);
    const fences = pages.map((page) => textOf(page).match(/```/g)?.length ?? 0);
    expect(fences.reduce((sum, count) => sum + count)).toBe(blocks.length * 2);
  });
});
