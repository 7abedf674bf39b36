import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import type { SourceFile } from '../../src/mapping/catalog.ts';
import { compileExpression } from '../../src/mapping/expression/expression.ts';
import { allNodes } from '../../src/mapping/language/ast.ts';
import { type DocumentNode, readDocument } from '../../src/mapping/yaml/document.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import type { Place } from '../../src/report/place.ts';

const sources = await readProjectFiles();

/** A name within a path of some mapping, and where it stands. */
interface Name {
  readonly file: SourceFile;
  readonly name: string;
  readonly place: Place;
}

const noExpressions = ['description', 'on', 'event', 'ignores'];

function expressionsIn(node: DocumentNode): readonly Extract<DocumentNode, { kind: 'scalar' }>[] {
  if (node.kind === 'list') return node.items.flatMap(expressionsIn);
  if (node.kind === 'map')
    return node.entries.flatMap(({ key, value }) =>
      noExpressions.includes(key) ? [] : expressionsIn(value),
    );
  return typeof node.value === 'string' ? [node] : [];
}

/** Fields below `custom.fields` may have any name, so no name there is wrong. */
function isOwn(text: unknown, position: number): boolean {
  return /\bfields\.\w+$/.test(String(text).slice(0, position));
}

function namesIn(file: SourceFile): readonly Name[] {
  const { root } = readDocument(file.path, file.text);
  return (root === undefined ? [] : expressionsIn(root)).flatMap(({ value, placeAt }) => {
    const compiled = compileExpression({ text: String(value), placeAt });
    const nodes = compiled.ok ? allNodes(compiled.expression.ast) : [];
    return nodes.flatMap(({ type, value: name, position = 0 }) =>
      type === 'name' && typeof name === 'string' && /^\w{2,}$/.test(name) && !isOwn(value, position)
        ? { file, name, place: placeAt(position - name.length) }
        : [],
    );
  });
}

const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');

/** One letter off: dropped, doubled, swapped with its neighbour, or replaced. */
const slip = fc.record({
  kind: fc.constantFrom('dropped', 'doubled', 'swapped', 'replaced'),
  at: fc.nat(),
  letter,
});

interface Slip {
  readonly kind: string;
  readonly at: number;
  readonly letter: string;
}

function misspelt(name: string, { kind, at, letter: other }: Slip): string {
  const index = at % (kind === 'swapped' ? name.length - 1 : name.length);
  const [before, one, after] = [name.slice(0, index), name.charAt(index), name.slice(index + 1)];
  if (kind === 'dropped') return before + after;
  if (kind === 'doubled') return before + one + one + after;
  if (kind === 'swapped') return before + after.charAt(0) + one + after.slice(1);
  return before + other + after;
}

/** In an order that has nothing to do with the files: who adds a field to a mapping changes hardly any of the first. */
function inAnyOrder(names: readonly Name[]): readonly Name[] {
  const keyOf = ({ file, name }: Name) => createHash('sha256').update(`${file.path} ${name}`).digest('hex');
  const found = new Map(names.map((one) => [keyOf(one), one]));
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, name]) => name);
}

function withTypo({ file, name, place }: Name, typo: string): string {
  const lines = file.text.split('\n');
  const line = lines[place.line - 1] ?? '';
  expect(line.slice(place.column - 1, place.column - 1 + name.length)).toBe(name);
  const changed = line.slice(0, place.column - 1) + typo + line.slice(place.column - 1 + name.length);
  return lines.with(place.line - 1, changed).join('\n');
}

test('57 of 60 typos in paths are reported where they stand, with the name that was meant', () => {
  const names = inAnyOrder(sources.mappings.flatMap(namesIn));
  expect(names.length).toBeGreaterThan(60);
  const slips = fc.sample(slip, { numRuns: names.length, seed: 20_260_302 });
  const typos = names
    .map((name, index) => ({ ...name, typo: misspelt(name.name, slips[index] as Slip) }))
    .filter(({ name, typo }) => typo !== name && typo !== '')
    .slice(0, 60);
  expect(typos).toHaveLength(60);

  const mappings = typos.map((one, index) => ({
    path: `mappings/${index}.yaml`,
    text: withTypo(one, one.typo),
  }));
  const { issues } = buildCatalog({ ...sources, mappings });
  const missed = typos.filter(({ name, place }, index) => {
    const file = `mappings/${index}.yaml`;
    const own = issues.filter((issue) => issue.place?.file === file && issue.code === 'unknown-field');
    const there = own.find(
      (issue) => issue.place?.line === place.line && issue.place.column === place.column,
    );
    return !new RegExp(`\\b${name}\\?$`).test(there?.hint ?? '');
  });
  expect(
    missed.map(({ name, typo, place }) => `${name}, written ${typo}, in line ${place.line}`).slice(3),
  ).toEqual([]);
});

test('nothing is reported of the mappings as they are, but that a name of their own is close to another', () => {
  expect(buildCatalog(sources).issues.filter(({ code }) => code !== 'unusual-name')).toEqual([]);
});
