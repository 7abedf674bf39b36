import { readFile } from 'node:fs/promises';
import { type BuildOptions, build, type Plugin, transform } from 'esbuild';
import { engines, version } from '../node/version.ts';
import { type Lazy, lazily } from './lazily.ts';
import { measuredInBytes } from './measured-in-bytes.ts';

/** What goes into the bundle beside the code of this project. */
export interface Material {
  /** The project's root, as a path. */
  readonly root: string;
  readonly fingerprint: string;
  /** The body of a delivery to practise with; nothing where there is none. */
  readonly sample?: string | undefined;
  /** Whether a schema says what no table can hold: then its compiler comes along. */
  readonly needsCompiler: boolean;
  /** Whether an expression has a pattern: then the engine for patterns comes along. */
  readonly needsPatterns: boolean;
}

/** JavaScript of a pack, under the name of its file. */
export type Bundle = readonly [name: string, bundled: string];

/**
 * What is loaded when it is first needed: by what imports it, each in a pack of its own. Most deployments never need tokens, what
 * looks up in commercetools, and jsonata itself.
 */
const packs: Readonly<Record<string, { readonly entry: string; readonly name: string }>> = {
  'built:catalog': { entry: 'built:catalog', name: 'catalog.pack' },
  '@segment/analytics-node': { entry: '@segment/analytics-node', name: 'segment.pack' },
  './jose.ts': { entry: './src/commercetools/authenticate/jose.ts', name: 'tokens.pack' },
  './sdk.ts': { entry: './src/commercetools/lookup/sdk.ts', name: 'lookup.pack' },
  jsonata: { entry: 'jsonata', name: 'jsonata.pack' },
};

/** Bundles the functions into one program, which exports what begins them, and packs beside it. */
export async function bundle(material: Material): Promise<readonly Bundle[]> {
  const { root, needsPatterns } = material;
  const plugins = [
    inPacks,
    generated(material),
    lazily(whenUsed),
    without(/^jose$/, ['SignJWT', 'importPKCS8'], /[\\/]@segment[\\/]/),
    ...(needsPatterns ? [] : [without(/^re2js$/, ['RE2JS'])]),
    onlyWhereUsed,
    packagesShrunk,
    manifestShort,
  ];
  const all = [{ entry: 'built:program', name: 'program.pack' }, ...Object.values(packs)];
  return Promise.all(
    all.map(async ({ entry, name }) => [name, await bundled(root, entry, plugins)] as const),
  );
}

/** What takes long to load, and a delivery does not need in most deployments, or not before its answer is on its way. */
const whenUsed: Lazy = {
  ofNode: ['node:crypto', 'node:fs/promises', 'node:https', 'node:zlib'],
  packages: { jsonata: ['default'], '@segment/analytics-node': ['Analytics'] },
};

/**
 * As `performance.now`, which brings a module along that takes Node 20 two milliseconds to load. No file may have this name for
 * anything of its own: what stands in place of `performance.now` there would mean that.
 */
const clock = { name: '$millisecondsByHrtime', body: '(){const[s,n]=process.hrtime();return s*1e3+n/1e6}' };

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
    define: { 'performance.now': clock.name },
    banner: { js: `function ${clock.name}${clock.body}` },
    // Comes with the one platform that has it.
    external: ['@aws-sdk/client-sqs'],
    logLevel: 'warning',
    plugins: [...plugins],
  } satisfies BuildOptions);
  return outputFiles[0]?.text ?? '';
}

/** The files that only the build knows: the program and the catalog. */
function generated({ root, fingerprint, needsCompiler, sample }: Material): Plugin {
  const compiler = needsCompiler
    ? "import { compileSchema } from './src/schema.ts';"
    : "const compileSchema = () => { throw new Error('this schema was to be in the table'); };";
  const modules: Readonly<Record<string, string>> = {
    'built:program': `
      import { begin as beginBuilt } from './src/entry/built.ts';
      const build = {
        fingerprint: ${JSON.stringify(fingerprint)},
        head: JSON.parse(packedText()),
        bring: (...given) => {
          const catalog = require('built:catalog');
          if (catalog.fingerprint !== build.fingerprint)
            throw Object.assign(new Error('start it again'), { name: 'AnotherBuildIsHereNow' });
          return catalog.bring(...given);
        },
        sample: () => require('built:catalog').sample(),
        soon: [
          () => require('built:catalog'),
          () => require('@segment/analytics-node'),
          () => require('node:crypto'),
        ],
        soonForHttps: [
          () => require('node:https'),
          () => require('node:tls').createSecureContext(),
        ],
      };
      export const begin = (name) => beginBuilt(name, build);`,
    'built:catalog': `
      import { bringer } from './src/entry/built-catalog.ts';
      export const fingerprint = ${JSON.stringify(fingerprint)};
      export const sample = () => (${JSON.stringify(sample)});
      ${compiler}
      export const bring = bringer(packedText, compileSchema);`,
  };
  return {
    name: 'generated',
    setup(building) {
      building.onResolve({ filter: /^built:/ }, ({ path }) => ({ path, namespace: 'built' }));
      building.onLoad({ filter: /./, namespace: 'built' }, ({ path }) => ({
        contents: modules[path] ?? '',
        resolveDir: root,
        loader: 'ts',
      }));
    },
  };
}

/** Only where they are asked for when they are needed. */
const inPacks: Plugin = {
  name: 'in-packs',
  setup(building) {
    building.onResolve({ filter: /./ }, ({ path, kind }) => {
      const isAsked = kind === 'dynamic-import' || kind === 'require-call';
      const pack = isAsked && Object.hasOwn(packs, path) ? packs[path] : undefined;
      return pack && { path: pack.name, external: true };
    });
  },
};

/** The names inside of a package say nothing to readers of our traces. What one of them does slowly is put right. */
const packagesShrunk: Plugin = {
  name: 'packages-shrunk',
  setup(building) {
    building.onLoad({ filter: /[\\/]node_modules[\\/].*\.[cm]?js$/ }, async ({ path }) => {
      const text = measuredInBytes(await readFile(path, 'utf8'));
      const { code } = await transform(text, { minify: true, target: 'node20' });
      return { contents: code };
    });
  },
};

/** Of package.json, what this program asks of it; most of it is for developers. */
const manifestShort: Plugin = {
  name: 'manifest-short',
  setup(building) {
    building.onLoad({ filter: /[\\/]src[\\/]node[\\/]version\.ts$/ }, () => ({
      contents: `export const { version, engines } = ${JSON.stringify({ version, engines })};`,
    }));
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
