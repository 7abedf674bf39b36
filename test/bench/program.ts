import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

export const root = new URL('../../', import.meta.url);
/** Where packages are found, and git looks for nothing. */
export const programFolder = new URL('node_modules/.bench/', root);

/**
 * Makes JavaScript of one of the programs of this folder, and gives its path. What runs TypeScript as it is gives every
 * function its name when it is made, each time: that would be measured too.
 */
export async function programOf(file: string, format: Format = 'esm'): Promise<string> {
  return made(join(fileURLToPath(root), 'test/bench', file), format);
}

type Format = 'esm' | 'cjs';

/** By their files. Each is made once: a process that begins while its program is written again would find half of it. */
const begun = new Map<string, Promise<string>>();

function made(entry: string, format: Format = 'esm'): Promise<string> {
  const extension = format === 'esm' ? '.mjs' : '.cjs';
  const outfile = join(fileURLToPath(programFolder), basename(entry).replace(/\.ts$/, extension));
  const making = begun.get(outfile) ?? make(entry, { outfile, format });
  begun.set(outfile, making);
  return making;
}

async function make(
  entry: string,
  { outfile, format }: { readonly outfile: string; readonly format: Format },
): Promise<string> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: 'external',
    format,
    platform: 'node',
    target: 'node20',
    plugins: [inPlace, apart],
  });
  return outfile;
}

/** Files are looked for beside the sources. */
const inPlace: Plugin = {
  name: 'in-place',
  setup(building) {
    building.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const url = `'${pathToFileURL(path).href}'`;
      return { contents: text.replace(/import\.meta\.url/g, url), loader: 'ts' };
    });
  },
};

/** What sends over HTTP has a file of its own, by which a profile tells it from the rest. */
const apart: Plugin = {
  name: 'apart',
  setup(building) {
    building.onResolve({ filter: /\/(post|over-node)\.ts$/ }, async ({ path, resolveDir, kind }) =>
      kind === 'entry-point' ? undefined : { path: await made(join(resolveDir, path)), external: true },
    );
  },
};
