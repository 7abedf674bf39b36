import type { CatalogSources, SourceFile } from '../mapping/catalog.ts';
import { type CaseFiles, type Cases, casePath } from './case-files.ts';
import type { FileTexts } from './git-files.ts';

const schemaEnding = '.schema.json';

/** What `readProjectFiles` reads from the disk, out of texts that were read already; or the file that is missing. */
export function sourcesIn(
  texts: FileTexts,
): { readonly ok: true; readonly value: CatalogSources } | { readonly ok: false; readonly missing: string } {
  const filesIn = (folder: string, ending: string) =>
    new Map(
      [...texts.keys()]
        .filter((path) => path.startsWith(folder) && path.endsWith(ending))
        .map((path) => ({ path, name: path.slice(folder.length, -ending.length) }))
        .filter(({ name }) => !name.includes('/') && !name.startsWith('.'))
        .sort((one, other) => inOrder(`${one.name}${ending}`, `${other.name}${ending}`))
        .map(({ path, name }) => [name, fileAt(path)] as const),
    );
  const fileAt = (path: string): SourceFile => ({ path, text: texts.get(path) ?? '' });
  const kind = (name: string, folder: string) => {
    const grammar = `schemas/mapping-${name}${schemaEnding}`;
    return texts.has(grammar)
      ? { grammar: fileAt(grammar), files: [...filesIn(folder, '.yaml').values()] }
      : undefined;
  };
  const mappings = [...filesIn('mappings/', '.yaml').values()];
  const grammar = `schemas/mapping${schemaEnding}`;
  // Before the first mapping there was no grammar either.
  if (!texts.has(grammar) && mappings.length > 0) return { ok: false, missing: grammar };
  const [shared, tables] = [kind('shared', 'mappings/shared/'), kind('table', 'mappings/tables/')];
  const inputs = filesIn('schemas/commercetools/', schemaEnding);
  const definitions = inputs.get('definitions');
  const value: CatalogSources = {
    mappings,
    grammar: texts.has(grammar) ? fileAt(grammar) : { path: grammar, text: '{}' },
    ...(shared && { shared }),
    ...(tables && { tables }),
    // As it is read from the disk: types of deliveries begin with a capital, kinds of resources do not.
    inputs: new Map([...inputs].filter(([name]) => /^[A-Z]/.test(name))),
    resources: new Map([...inputs].filter(([name]) => /^[a-z]/.test(name) && name !== 'definitions')),
    ...(definitions && { definitions }),
    calls: filesIn('schemas/segment/', schemaEnding),
    events: filesIn('schemas/segment/events/', schemaEnding),
  };
  return { ok: true, value };
}

/** What `readCases` reads from the disk, out of texts that were read already. */
export function casesIn(texts: FileTexts): Cases {
  const paths = [...texts.keys()].flatMap((path) => {
    const [, mapping, file] = /^test\/mappings\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
    if (mapping === undefined || file === undefined || file.startsWith('.')) return [];
    return [{ path, mapping, name: /^(.+)\.(?:delivery|calls|fetched)\.json$/.exec(file)?.[1] }];
  });
  const keys = new Map(
    paths.flatMap(({ mapping, name }) =>
      name === undefined ? [] : [[`${mapping}/${name}`, { mapping, name }]],
    ),
  );
  const part = (mapping: string, name: string, which: 'delivery' | 'calls' | 'fetched') => {
    const path = casePath(mapping, name, which);
    const text = texts.get(path);
    return text === undefined ? {} : { [which]: { path, text } };
  };
  const cases = [...keys.values()]
    .sort((one, other) => inOrder(one.mapping, other.mapping) || inOrder(one.name, other.name))
    .map(({ mapping, name }): CaseFiles => {
      const [delivery, calls] = [part(mapping, name, 'delivery'), part(mapping, name, 'calls')];
      return { mapping, name, ...delivery, ...calls, ...part(mapping, name, 'fetched') };
    });
  return { cases, strays: paths.filter(({ name }) => name === undefined).map(({ path }) => path) };
}

function inOrder(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
