import { join } from 'node:path';
import { build } from 'esbuild';

/** Puts the command into one file, which starts in a fraction of the time that the sources need; gives its path. */
export async function bundledMapper(folder: string): Promise<string> {
  await build({
    entryPoints: ['src/cli/mapper.ts'],
    bundle: true,
    minify: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    external: ['esbuild', '@aws-sdk/*', 'kafkajs'],
    logLevel: 'error',
  });
  return join(folder, 'mapper.mjs');
}
