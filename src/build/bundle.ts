import { brotliCompressSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';

/** What goes into the bundle beside the code of this project. */
export interface Material {
  /** The project's root, as a path. */
  readonly root: string;
  /** Where the bundle is written to. */
  readonly folder: string;
  /** The stored catalog as JSON. */
  readonly catalog: string;
  readonly fingerprint: string;
  /** Whether a schema says what no table can hold: then its compiler comes along. */
  readonly needsCompiler: boolean;
  /** Whether an expression has a pattern: then the engine for patterns comes along. */
  readonly needsPatterns: boolean;
}

/** Bundles both functions into one folder; what they share, and what is seldom needed, are files of their own. */
export async function bundle(material: Material): Promise<void> {
  const { needsPatterns } = material;
  await build({
    absWorkingDir: material.root,
    entryPoints: { webhook: 'built:webhook', health: 'built:health' },
    outdir: material.folder,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'part-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    // Traces in the log name functions.
    keepNames: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    charset: 'utf8',
    legalComments: 'none',
    mainFields: ['module', 'main'],
    // CommonJS packages ask for Node's own modules.
    banner: {
      js: "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);",
    },
    // Comes with the one platform that has it.
    external: ['@aws-sdk/client-sqs'],
    logLevel: 'warning',
    plugins: [
      generated(material),
      without(/^jose$/, ['SignJWT', 'importPKCS8'], /[\\/]@segment[\\/]/),
      ...(needsPatterns ? [] : [without(/^re2js$/, ['RE2JS'])]),
      onlyWhereUsed,
    ],
  });
}

/** The files that only the build knows: two entries and the catalog. */
function generated({ root, catalog, fingerprint, needsCompiler }: Material): Plugin {
  const compiler = needsCompiler
    ? "import { compileSchema } from './src/schema.ts';"
    : "const compileSchema = () => { throw new Error('this schema was to be in the table'); };";
  const entryOf = (name: string) => `
    import text from 'built:catalog';
    import { builtCatalog, deployedHealth, deployedWebhook } from './src/entry/built.ts';
    ${compiler}
    const load = builtCatalog(text, compileSchema);
    export const handle = ${name === 'webhook' ? 'deployedWebhook(load)' : `deployedHealth(load, ${JSON.stringify(fingerprint)})`};`;
  return {
    name: 'generated',
    setup(building) {
      building.onResolve({ filter: /^built:/ }, ({ path }) => ({ path, namespace: 'built' }));
      building.onLoad({ filter: /^built:catalog$/, namespace: 'built' }, () => ({
        contents: brotliCompressSync(catalog).toString('base64'),
        loader: 'text',
      }));
      building.onLoad({ filter: /^built:(webhook|health)$/, namespace: 'built' }, ({ path }) => ({
        contents: entryOf(path.slice('built:'.length)),
        resolveDir: root,
        loader: 'ts',
      }));
    },
  };
}

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
