import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A page in memory: its document, and the files that the document asks for. */
export interface Page {
  readonly html: string;
  readonly script: string;
  readonly style: string;
  readonly icon: string;
}

const folder = new URL('../playground/page/', import.meta.url);

/**
 * Makes the playground's page of its sources. Rejects with an Error that names the command to run where the bundler,
 * which is for development only, is not installed.
 */
export async function bundlePage(): Promise<Page> {
  const { build } = await import('esbuild').catch((cause: unknown) => {
    throw new Error('esbuild is not installed; run: npm ci', { cause });
  });
  const [html, icon, bundled] = await Promise.all([
    readFile(new URL('index.html', folder), 'utf8'),
    readFile(new URL('icon.svg', folder), 'utf8'),
    build({
      entryPoints: ['main.ts', 'style.css'].map((name) => fileURLToPath(new URL(name, folder))),
      outdir: '/page',
      bundle: true,
      minify: true,
      write: false,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
      legalComments: 'none',
      logLevel: 'silent',
    }),
  ]);
  const textOf = (ending: string) =>
    bundled.outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { html, icon, script: textOf('.js'), style: textOf('.css') };
}
