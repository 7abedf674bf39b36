import type { BuiltCatalog } from '../mapping/catalog.ts';
import { readEnvironment } from '../node/environment.ts';
import { version } from '../node/version.ts';
import { health } from '../webhook/health.ts';
import { once } from '../webhook/once.ts';
import { webhook } from '../webhook/webhook.ts';

export type Handler = (request: Request) => Promise<Response>;

/** The webhook with the settings of this process and a log on stdout. The catalog is loaded once. */
export function deployedWebhook(load: () => Promise<BuiltCatalog>): Handler {
  return webhook({
    load: once(load),
    settings: () => readEnvironment(),
    log: (line) => process.stdout.write(`${line}\n`),
  });
}

/** Its health. `build` is the fingerprint of what was built, where it was. */
export function deployedHealth(load: () => Promise<BuiltCatalog>, build?: string): Handler {
  return health({
    load: once(load),
    settings: () => readEnvironment(),
    version,
    ...(build === undefined ? {} : { build }),
  });
}
