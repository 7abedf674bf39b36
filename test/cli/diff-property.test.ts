import { array, assert, asyncProperty, constantFrom, nat, record } from 'fast-check';
import { expect, test } from 'vitest';
import { fetchedFrom } from '../../src/cli/cases/fetched.ts';
import { mapBody } from '../../src/cli/cases/run-cases.ts';
import { diffMappings } from '../../src/cli/diff/diff-mappings.ts';
import type { ChangedCase } from '../../src/cli/diff/mapping-diff.ts';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import type { BuiltCatalog, Mapping, SourceFile } from '../../src/mapping/catalog.ts';
import { ownRoot, readCases } from '../../src/node/case-files.ts';
import { byEmail } from '../by-email.ts';

const sources = await byEmail();
const { cases } = await readCases(ownRoot);
/** Those that send something for one of their samples. */
const mappings = buildCatalog(sources).catalog.mappings.filter(({ name }) =>
  cases.some((one) => one.mapping === name && one.calls?.text.startsWith('[') === true),
);

/** What a field is made to say; some of it is refused by the schema of a call, or takes the field away. */
const instead = [
  '\'"changed"\'',
  '42',
  'true',
  'null',
  '$uppercase("changed")',
  'nowhere',
  '$error("no")',
] as const;

const change = record({ mapping: nat(), field: nat(), text: constantFrom(...instead) });

/** The file of a mapping with one of its fields, that stands in one line, saying something else. */
function changed(
  mapping: Mapping,
  files: readonly SourceFile[],
  field: number,
  text: string,
): readonly SourceFile[] {
  return files.map((file) => {
    if (file.path !== mapping.file) return file;
    const lines = file.text.split('\n');
    const inOneLine = mapping.fields.filter(({ place: { line, column }, expression }) => {
      const rest = lines[line - 1]?.slice(column - 1) ?? '';
      return rest === expression || rest === `'${expression}'`;
    });
    const place = inOneLine[field % inOneLine.length]?.place;
    if (place === undefined) return file;
    const head = (lines[place.line - 1] ?? '').slice(0, place.column - 1);
    return { path: file.path, text: lines.with(place.line - 1, `${head}${text}`).join('\n') };
  });
}

type Leaves = ReadonlyMap<string, string>;

/** Every value that holds no other, by its way from the calls inwards. */
function leaves(value: unknown, way = ''): Leaves {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0)
    return new Map([[way, JSON.stringify(value)]]);
  return new Map(Object.entries(value).flatMap(([key, inside]) => [...leaves(inside, `${way}/${key}`)]));
}

async function leavesOf(
  built: BuiltCatalog,
  file: string,
  { delivery, fetched }: { readonly delivery: SourceFile; readonly fetched?: SourceFile | undefined },
): Promise<Leaves> {
  const tested = built.catalog.mappings.filter((one) => one.file === file);
  if (tested.length === 0) return new Map();
  const source = fetched && fetchedFrom(fetched).source;
  const mapped = await mapBody(JSON.parse(delivery.text), { ...built.catalog, mappings: tested }, source);
  return mapped.status === 'mapped' ? leaves(mapped.calls.map(({ call }) => call)) : new Map();
}

/** The ways that a difference names. */
function named({ calls }: ChangedCase): readonly string[] {
  return calls.flatMap((call) => {
    const way = `/${call.index}`;
    if (call.kind !== 'changed') return [...leaves(call.call, way).keys()];
    return call.fields.flatMap(({ pointer, before, after }) =>
      [before, after].flatMap((value) =>
        value === undefined ? [] : [...leaves(value, `${way}${pointer}`).keys()],
      ),
    );
  });
}

test('whatever field of whatever mapping is changed, just what evaluates to something else is named', async () => {
  let told = 0;
  const holds = asyncProperty(array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
    const touched = changes.flatMap((one) => mappings[one.mapping % mappings.length] ?? []);
    const files = changes.reduce<readonly SourceFile[]>((at, { field, text }, index) => {
      const mapping = touched[index];
      return mapping === undefined || touched.indexOf(mapping) < index
        ? at
        : changed(mapping, at, field, text);
    }, sources.mappings);
    const side = (label: string, some: readonly SourceFile[]) => ({
      label,
      cases,
      sources: { ...sources, mappings: some },
    });
    const diff = await diffMappings(side('old', sources.mappings), side('new', files));

    const of = (some: readonly SourceFile[]) =>
      buildCatalog({
        ...sources,
        mappings: some.filter(({ path }) => touched.some(({ file }) => file === path)),
      });
    const [old, fresh] = [of(sources.mappings), of(files)];
    const expected = new Map<string, readonly string[]>();
    for (const { mapping, name, delivery, fetched } of cases) {
      const file = touched.find((one) => one.name === mapping)?.file;
      if (file === undefined || delivery === undefined) continue;
      const sample = { delivery, fetched };
      const [before, after] = [await leavesOf(old, file, sample), await leavesOf(fresh, file, sample)];
      const ways = [...new Set([...before.keys(), ...after.keys()])].filter(
        (way) => before.get(way) !== after.get(way),
      );
      if (ways.length > 0) expected.set(`${mapping}/${name}`, ways.sort());
    }
    const found = diff.mappings.flatMap(({ name, cases: some }) =>
      some.map((one) => [`${name}/${one.name}`, [...new Set(named(one))].sort()] as const),
    );
    told += expected.size;
    // A case that sends nothing before and after may be skipped or fail for another reason: it is told, without a field.
    expect(new Map(found.filter(([, ways]) => ways.length > 0))).toEqual(expected);
  });
  await assert(holds, { seed: 20_261_125, numRuns: 10 });
  expect(told).toBeGreaterThan(10);
}, 120_000);
