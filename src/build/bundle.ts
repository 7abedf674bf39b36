import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin, transform } from 'esbuild';
import { type Lazy, lazily } from './lazily.ts';

/** What goes into the bundle beside the code of this project. */
export interface Material {
  /** The project's root, as a path. */
  readonly root: string;
  /** JavaScript of the catalog's expressions. */
  readonly catalog: string;
  readonly fingerprint: string;
  /** Whether a schema says what no table can hold: then its compiler comes along. */
  readonly needsCompiler: boolean;
  /** Whether an expression has a pattern: then the engine for patterns comes along. */
  readonly needsPatterns: boolean;
}

/** JavaScript. */
export interface Bundled {
  /** Both functions. */
  readonly program: string;
  /** Files that it loads when they are first needed, by their names. */
  readonly parts: readonly (readonly [name: string, text: string])[];
}

/** What most deployments never need: by what imports it, each in a file of its own. */
const parts: Readonly<Record<string, { readonly entry: string; readonly name: string }>> = {
  './jose.ts': { entry: './src/commercetools/authenticate/jose.ts', name: 'tokens.pack' },
  './sdk.ts': { entry: './src/commercetools/lookup/sdk.ts', name: 'lookup.pack' },
  jsonata: { entry: 'jsonata', name: 'jsonata.pack' },
};

/** Bundles both functions into one program, which exports them as functions that begin them. */
export async function bundle(material: Material): Promise<Bundled> {
  const { root, needsPatterns } = material;
  const program = await bundled(root, 'built:program', [
    generated(material),
    inParts,
    lazily(whenUsed),
    without(/^jose$/, ['SignJWT', 'importPKCS8'], /[\\/]@segment[\\/]/),
    ...(needsPatterns ? [] : [without(/^re2js$/, ['RE2JS'])]),
    onlyWhereUsed,
  ]);
  const others = await Promise.all(
    Object.values(parts).map(async ({ entry, name }) => [name, await bundled(root, entry, [])] as const),
  );
  return { program, parts: others };
}

/** What takes long to load, and a delivery does not need in most deployments, or not before its answer is on its way. */
const whenUsed: Lazy = {
  ofNode: ['node:crypto', 'node:fs/promises', 'node:https', 'node:timers/promises', 'node:zlib'],
  packages: { jsonata: ['default'] },
};

async function bundled(root: string, entry: string, plugins: readonly Plugin[]): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    // Names stay as they are: traces in the log have them.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    mainFields: ['module', 'main'],
    // Without it V8 keeps the text with two bytes for each character.
    charset: 'ascii',
    supported: { 'dynamic-import': false },
    define: { 'performance.now': 'now' },
    inject: [fileURLToPath(new URL('now.ts', import.meta.url))],
    // Comes with the one platform that has it.
    external: ['@aws-sdk/client-sqs'],
    logLevel: 'warning',
    plugins: [...plugins, packagesShrunk],
  } satisfies BuildOptions);
  return outputFiles[0]?.text ?? '';
}

/** The files that only the build knows: the program and the catalog. */
function generated({ root, catalog, fingerprint, needsCompiler }: Material): Plugin {
  const compiler = needsCompiler
    ? "import { compileSchema } from './src/schema.ts';"
    : "const compileSchema = () => { throw new Error('this schema was to be in the table'); };";
  const program = `
    import { sources } from 'built:catalog';
    import { begin as beginBuilt, builtCatalog } from './src/entry/built.ts';
    ${compiler}
    export const begin = (name, stored) => {
      const load = builtCatalog({ sources, stored }, compileSchema);
      return beginBuilt(name, { fingerprint: ${JSON.stringify(fingerprint)}, load });
    };`;
  return {
    name: 'generated',
    setup(building) {
      building.onResolve({ filter: /^built:/ }, ({ path }) => ({ path, namespace: 'built' }));
      building.onLoad({ filter: /^built:catalog$/, namespace: 'built' }, () => ({ contents: catalog }));
      building.onLoad({ filter: /^built:program$/, namespace: 'built' }, () => ({
        contents: program,
        resolveDir: root,
        loader: 'ts',
      }));
    },
  };
}

/** Only where they are asked for when they are needed. */
const inParts: Plugin = {
  name: 'in-parts',
  setup(building) {
    building.onResolve({ filter: /^(\.\/(jose|sdk)\.ts|jsonata)$/ }, ({ path, kind }) => {
      const isAsked = kind === 'dynamic-import' || kind === 'require-call';
      return isAsked ? { path: parts[path]?.name ?? path, external: true } : undefined;
    });
  },
};

/** The names inside of a package say nothing to readers of our traces. */
const packagesShrunk: Plugin = {
  name: 'packages-shrunk',
  setup(building) {
    building.onLoad({ filter: /[\\/]node_modules[\\/].*\.[cm]?js$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { minify: true, target: 'node20' });
      return { contents: code };
    });
  },
};

/**
 * Leaves a package out, for those that import it from such files. Segment's client brings a library of tokens along for a
 * way to sign in that is not used here; the engine for patterns is as large as all of our own code.
 */
function without(filter: RegExp, names: readonly string[], importers = /./): Plugin {
  const namespace = `without ${filter.source}`;
  return {
    name: namespace,
    setup(building) {
      building.onResolve({ filter }, ({ path, importer }) =>
        importers.test(importer) ? { path, namespace } : undefined,
      );
      building.onLoad({ filter: /.*/, namespace }, () => ({
        contents: names.map((name) => `export const ${name} = undefined;`).join('\n'),
      }));
    },
  };
}

/** Packages whose files esbuild would keep for what they might do when they are loaded, which is nothing. */
const onlyWhereUsed: Plugin = {
  name: 'only-where-used',
  setup(building) {
    building.onResolve({ filter: /^(ajv|ajv-formats|yaml)$/ }, async ({ path, pluginData, ...options }) => {
      if (pluginData === 'resolved') return undefined;
      const found = await building.resolve(path, { ...options, pluginData: 'resolved' });
      return { ...found, sideEffects: false };
    });
  },
};
