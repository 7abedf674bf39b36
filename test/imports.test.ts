import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Every TypeScript file of a folder, by its path from the root. */
const filesOf = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);

/** Those of the product. */
const files = ['api', 'src'].flatMap(filesOf);

const text = (file: string) => readFileSync(join(root, file), 'utf8');

/** What a file imports, types included: paths from the root for our own files, package names for the others. */
function importsOf(file: string): readonly string[] {
  const found = [...text(file).matchAll(/(?:from\s+|import\s*\(?\s*)'([^']+)'/g)].map(
    (match) => match[1] ?? '',
  );
  return found.map((name) => (name.startsWith('.') ? relative(root, join(root, dirname(file), name)) : name));
}

function roomOf(file: string): string {
  const parts = file.split('/');
  if (parts[0] === 'api') return 'api';
  if (file === 'src/schema.ts') return 'schema';
  return parts.length === 2 ? 'pipeline' : (parts[1] ?? '');
}

/** The rooms that each room may know, besides itself. */
const mayKnow: Readonly<Record<string, readonly string[]>> = {
  api: ['node'],
  build: ['node', 'mapping', 'report'],
  entry: ['webhook', 'node', 'mapping', 'schema', 'report'],
  cli: [
    'entry',
    'demo',
    'queue',
    'backfill',
    'subscription',
    'doctor',
    'build',
    'playground',
    'webhook',
    'node',
    'pipeline',
    'commercetools',
    'mapping',
    'segment',
    'schema',
    'report',
  ],
  demo: ['webhook', 'node', 'pipeline', 'commercetools', 'mapping', 'segment', 'schema', 'report'],
  playground: ['webhook', 'node', 'pipeline', 'commercetools', 'mapping', 'schema', 'report'],
  generate: [],
  node: ['webhook', 'commercetools', 'mapping', 'report'],
  queue: ['webhook', 'node', 'pipeline', 'commercetools', 'mapping', 'segment', 'report'],
  backfill: ['webhook', 'pipeline', 'commercetools', 'mapping', 'segment', 'report'],
  doctor: ['webhook', 'node', 'commercetools', 'report'],
  subscription: ['commercetools', 'report'],
  webhook: ['pipeline', 'commercetools', 'mapping', 'segment', 'report'],
  pipeline: ['commercetools', 'mapping', 'segment', 'report'],
  commercetools: ['schema', 'report'],
  mapping: ['schema', 'report'],
  segment: ['schema', 'report'],
  schema: ['report'],
  report: [],
};

/** The rooms within the room of mappings, and which of each other they may know; what stands beside them is what they all speak of. */
const mayKnowWithin: Readonly<Record<string, readonly string[]>> = {
  yaml: [],
  functions: [],
  language: ['functions'],
  compiled: ['language', 'functions'],
  expression: ['compiled', 'language', 'functions'],
  types: ['expression', 'language', 'functions'],
  check: ['types', 'expression', 'language', 'yaml'],
  stored: ['compiled', 'expression', 'language'],
  'in-words': ['expression', 'language'],
  explain: ['expression', 'language'],
};

/** Each outside package has one file that knows it. */
const importers: Readonly<Record<string, readonly string[]>> = {
  '@commercetools/platform-sdk': ['src/commercetools/lookup/sdk.ts'],
  '@commercetools/ts-client': ['src/commercetools/lookup/sdk.ts'],
  '@segment/analytics-node': ['src/segment/sink.ts'],
  ajv: ['src/schema.ts'],
  'ajv-formats': ['src/schema.ts'],
  jose: ['src/commercetools/authenticate/jose.ts'],
  kafkajs: ['src/queue/kafka.ts'],
  'aws-lambda': ['src/queue/sqs.ts'],
  '@aws-sdk/client-sqs': ['src/node/dead-letter-queue.ts'],
  jsonata: ['src/mapping/language/jsonata.ts'],
  re2js: ['src/mapping/language/pattern.ts'],
  yaml: ['src/mapping/yaml/document.ts'],
  // Makes what is deployed, what is kept in a catalog, and the page of the playground.
  esbuild: ['src/build/bundle.ts', 'src/build/lazily.ts', 'src/node/bundle-page.ts'],
};

describe('imports', () => {
  it.each(files)('%s knows only the rooms it may know', (file) => {
    const room = roomOf(file);
    const rooms = importsOf(file)
      .filter((name) => name.startsWith('src/') || name.startsWith('api/'))
      .map(roomOf);
    expect(rooms.filter((other) => other !== room && !mayKnow[room]?.includes(other))).toEqual([]);
  });

  it('has rooms within the room of mappings that know each other one way', () => {
    const withinOf = (file: string) => /^src\/mapping\/([^/]+)\//.exec(file)?.[1];
    const known = files.flatMap((file) => {
      const within = withinOf(file);
      const others = importsOf(file).flatMap((name) => withinOf(name) ?? []);
      return within === undefined ? [] : others.map((other) => [within, other, file] as const);
    });
    const wrong = known.filter(([one, other]) => one !== other && !mayKnowWithin[one]?.includes(other));
    expect(wrong).toEqual([]);
    expect(new Set(known.map(([one]) => one))).toEqual(new Set(Object.keys(mayKnowWithin)));
  });

  it('has no cycles', () => {
    const cycles: string[] = [];
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (done.has(file) || path.includes(file)) return;
      for (const name of importsOf(file)) if (files.includes(name)) visit(name, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
  });

  it.each(Object.entries(importers))('%s is imported by one file', (name, expected) => {
    const product = files.filter((file) => !file.startsWith('src/generate/'));
    expect(product.filter((file) => importsOf(file).includes(name))).toEqual(expected);
  });

  it('knows the packages of the editor in one file of the page', () => {
    const knowing = files.filter((file) =>
      importsOf(file).some((name) => /^@?(codemirror|lezer)/.test(name)),
    );
    expect(knowing).toEqual(['src/playground/page/codemirror.ts']);
  });

  it('gives to the page nothing that a browser does not have', () => {
    const page = files.filter((file) => file.startsWith('src/playground/page/'));
    const outside = page.flatMap(importsOf).filter((name) => name.startsWith('src/') && !page.includes(name));
    // Their types only, which the bundle leaves out; but of the contract the name of a header, and all of JSON Pointer.
    expect([...new Set(outside)].sort()).toEqual([
      'src/mapping/catalog.ts',
      'src/playground/contract.ts',
      'src/report/issue.ts',
      'src/report/json-pointer.ts',
      'src/report/place.ts',
    ]);
  });

  it('reads the disk and the environment in the room "node" only', () => {
    const outside = files.filter((file) => !/^src\/(node|generate|build)\//.test(file));
    expect(outside.filter((file) => importsOf(file).some((name) => /^node:fs/.test(name)))).toEqual([]);
    expect(outside.filter((file) => text(file).includes('process.env'))).toEqual([]);
  });

  it('keeps the engine free of both vendors', () => {
    const engine = files.filter((file) => /^src\/(mapping|schema)/.test(file));
    expect(engine.filter((file) => /commercetools|segment/i.test(text(file)))).toEqual([]);
  });

  it('makes code of text where expressions and schemas are compiled', () => {
    const making = files.filter((file) => /new Function\(|\beval\(/.test(text(file)));
    expect(making.toSorted()).toEqual(['src/mapping/compiled/link.ts', 'src/schema/table-emit.ts']);
  });

  it('keeps files small', () => {
    const linesOf = (file: string) => text(file).split('\n').length;
    expect([...files, ...filesOf('test')].filter((file) => linesOf(file) > 250)).toEqual([]);
    const lengths = files.map(linesOf).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(90);
  });
});
