import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { programFolder, root } from './program.ts';

/** One file of JavaScript with all that a program of this folder needs, as one would deploy it. Gives its address. */
export async function bundledOf(file: string): Promise<string> {
  const outfile = join(fileURLToPath(programFolder), 'bundled', file.replace(/\.ts$/, '.mjs'));
  await build({
    entryPoints: [join(fileURLToPath(root), 'test/bench', file)],
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    // Packages of CommonJS ask for Node's own modules.
    banner: {
      js: "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);",
    },
  });
  return pathToFileURL(outfile).href;
}
