import { type LinkedSource, linkAhead } from '../mapping/compiled/link.ts';
import { bringBack, type CompileSchema } from '../mapping/stored-catalog.ts';
import { storedFrom } from '../mapping/stored-text.ts';
import { overFetch } from '../webhook/over-fetch.ts';
import { deployedHealth, deployedWebhook, type LoadCatalog } from './deployed.ts';
import { servingBy, startServer } from './server.ts';

/** What the build step wrote of a catalog. */
export interface Packed {
  /** Functions of expressions; the stored catalog means them by `#` and a number. */
  readonly sources: readonly LinkedSource[];
  /** All else of the stored catalog, as `storedText` writes it. */
  readonly stored: string;
}

/** A function of those that platforms call, or a server of both. */
export type Begun = 'webhook' | 'health' | 'server';

/** What has been built: by a fingerprint, and the catalog. */
export interface Build {
  readonly fingerprint: string;
  readonly load: LoadCatalog;
}

/** Gives a function; or starts a server, which ends the process with 2 where its settings are wrong or it cannot listen. */
export function begin(name: Begun, { fingerprint, load }: Build): ReturnType<typeof overFetch> | undefined {
  if (name === 'webhook') return overFetch(deployedWebhook(load));
  if (name === 'health') return overFetch(deployedHealth(load, fingerprint));
  void beginServer({ fingerprint, load });
  return undefined;
}

async function beginServer({ fingerprint: build, load }: Build): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const serving = servingBy();
  const trouble = typeof serving === 'string' ? serving : await startServer(serving, { load, build, say });
  if (trouble === undefined) return;
  say(trouble);
  process.exitCode = 2;
}

/** The catalog that the build step wrote. It is read at once: no delivery waits for it. Without `compileSchema` no schema may need it. */
export function builtCatalog({ sources, stored }: Packed, compileSchema: CompileSchema): LoadCatalog {
  linkAhead(sources);
  const catalog = storedFrom(stored);
  return async (engine) => bringBack(catalog, compileSchema, engine);
}
