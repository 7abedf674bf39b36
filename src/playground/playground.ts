import { randomBytes } from 'node:crypto';
import { bundlePage, type Page } from '../node/bundle-page.ts';
import { serve } from '../node/serve.ts';
import { routes } from './routes.ts';
import type { Tools } from './tools.ts';
import { workbench } from './workbench.ts';

/** What a playground is made of. */
export interface PlaygroundParts {
  /** Of the project whose files are edited. */
  readonly root: URL;
  readonly tools: Tools;
  /** 0 takes a free one. */
  readonly port: number;
  /** Without it, it is made of its sources. */
  readonly page?: Page;
}

/** A playground that listens. */
export interface Playground {
  /** To open in a browser; holds the token. */
  readonly url: string;
  /** Where a delivery can be posted to. */
  readonly catchUrl: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves the page at an address of this machine only. Rejects where the project cannot be read, the page cannot be made
 * or the port is taken.
 */
export async function playground({ root, tools, port, page }: PlaygroundParts): Promise<Playground> {
  const [token, catchKey] = [secret(), secret()];
  let base = '';
  const catchUrl = () => `${base}/catch/${catchKey}`;
  const bench = workbench(root, tools, catchUrl);
  const [made] = await Promise.all([page ?? bundlePage(), bench.project()]);
  const admission = { token, catchKey, host: () => new URL(base).host };
  const server = await serve(routes({ bench, page: made, admission }), { port, hostname: '127.0.0.1' });
  base = server.url;
  // Behind "#" it is sent to nobody: the page takes it from there.
  return { url: `${base}/#${token}`, catchUrl: catchUrl(), close: server.close };
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}
