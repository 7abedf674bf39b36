import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What an installed package says of the types that it declares. */
export interface Descriptions {
  /** Of a type, in Markdown without links. */
  readonly ofType: (type: string) => string | undefined;
  /** Of a field, by the names that lead to it from the type. */
  readonly ofField: (type: string, path: readonly string[]) => string | undefined;
}

/** One declared interface, or the names that stand for one. */
interface Declared {
  readonly text: string | undefined;
  readonly parents: readonly string[];
  readonly fields: ReadonlyMap<string, Field>;
}

interface Field {
  readonly text: string | undefined;
  readonly types: readonly string[];
}

const models = '@commercetools/platform-sdk/package.json';

/**
 * Reads the descriptions that commercetools' SDK has in its declarations of types, where the project at `root` has it
 * installed; nothing where it has not. They are not ours to keep, so they are read when they are asked for.
 */
export async function readSdkDescriptions(root: URL): Promise<Descriptions | undefined> {
  const folder = folderOf(root);
  const names = folder === undefined ? [] : await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.d.ts'));
  if (folder === undefined || files.length === 0) return undefined;
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return descriptionsIn(new Map(texts.flatMap((text) => [...declaredIn(text)])));
}

function folderOf(root: URL): string | undefined {
  try {
    const file = createRequire(new URL('package.json', root)).resolve(models);
    return join(dirname(file), 'dist/declarations/src/generated/models');
  } catch {
    return undefined; // not installed
  }
}

function descriptionsIn(all: ReadonlyMap<string, Declared>): Descriptions {
  const field = (type: string, name: string, seen: readonly string[] = []): Field | undefined => {
    const declared = seen.includes(type) ? undefined : all.get(type);
    const own = declared?.fields.get(name);
    if (own !== undefined) return own;
    const others = (declared?.parents ?? []).flatMap((parent) => field(parent, name, [...seen, type]) ?? []);
    // Of several that say different things, none speaks for all.
    const [first, ...more] = others;
    return more.every(({ text }) => text === first?.text) ? first : undefined;
  };
  const ofField = (type: string, [name = '', ...rest]: readonly string[]): string | undefined => {
    const found = field(type, name);
    if (found === undefined || rest.length === 0) return found?.text;
    return found.types.map((inner) => ofField(inner, rest)).find((text) => text !== undefined);
  };
  return { ofType: (type) => all.get(type)?.text, ofField };
}

/** The declarations of a file. They are written by a generator, one line each, with the description above. */
function* declaredIn(file: string): Generator<readonly [string, Declared]> {
  const declaration =
    /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?^export (?:interface (\w+)(?: extends ([^{\n]+))? \{\n([\s\S]*?)^\}|type (\w+) = ([^;{]+);)/gm;
  for (const [, comment, name, parents = '', body = '', alias, others = ''] of file.matchAll(declaration)) {
    const text = textOf(comment);
    if (alias !== undefined) yield [alias, { text, parents: namesIn(others), fields: new Map() }];
    if (name !== undefined) yield [name, { text, parents: namesIn(parents), fields: fieldsIn(body) }];
  }
}

function fieldsIn(body: string): Declared['fields'] {
  const line = /( {4}\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?^ {4}readonly (\w+)\??: (.+);$/gm;
  return new Map(
    [...body.matchAll(line)].map(([, comment, name = '', types = '']) => [
      name,
      { text: textOf(comment), types: namesIn(types) },
    ]),
  );
}

function namesIn(text: string): readonly string[] {
  return text.match(/\b[A-Z_]\w+/g) ?? [];
}

/** The words of a comment, on one line; of a link, what it is called. */
function textOf(comment: string | undefined): string | undefined {
  const text = (comment ?? '')
    .replace(/^\s*\/\*\*|\*\/\s*$/g, '')
    .replace(/^\s*\*[\t ]?/gm, '')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' ? undefined : text;
}
