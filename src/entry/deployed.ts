import type { BuiltCatalog } from '../mapping/catalog.ts';
import type { Engine } from '../mapping/engine.ts';
import { deadLettersBy } from '../node/dead-letters-by.ts';
import { deployedEngine } from '../node/deployed-engine.ts';
import { readEnvironment } from '../node/environment.ts';
import { version } from '../node/version.ts';
import { health } from '../webhook/health.ts';
import { once } from '../webhook/once.ts';
import { webhook } from '../webhook/webhook.ts';

/** Loads the catalog; its expressions are evaluated by the engine that is given. */
export type LoadCatalog = (engine?: Engine) => Promise<BuiltCatalog>;

export type Handler = (request: Request) => Promise<Response>;

/** The webhook with the settings of this process and a log on stdout. The catalog is loaded once. */
export function deployedWebhook(load: LoadCatalog): Handler {
  const log = (line: string) => process.stdout.write(`${line}\n`);
  let settings: ReturnType<typeof readEnvironment> | undefined;
  return webhook({
    load: once(() => load(deployedEngine(log))),
    // The environment of a process does not change.
    settings: () => {
      settings ??= readEnvironment();
      return settings;
    },
    deadLetters: deadLettersBy,
    log,
  });
}

/** Its health. `build` is the fingerprint of what was built, where it was. */
export function deployedHealth(load: LoadCatalog, build?: string): Handler {
  return health({
    load: once(() => load()),
    settings: () => readEnvironment(),
    version,
    ...(build === undefined ? {} : { build }),
  });
}
