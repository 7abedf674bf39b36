import type { BuiltCatalog } from '../mapping/catalog.ts';
import type { Engine } from '../mapping/expression/engine.ts';
import { deadLettersBy } from '../node/dead-letters-by.ts';
import { deployedEngine } from '../node/deployed-engine.ts';
import { deployedSettings } from '../node/deployed-settings.ts';
import { readEnvironment } from '../node/environment.ts';
import { version } from '../node/version.ts';
import { healthAnswers } from '../webhook/health.ts';
import type { Answering } from '../webhook/http-answer.ts';
import { once } from '../webhook/once.ts';
import { webhookAnswers } from '../webhook/webhook.ts';

/** Loads the catalog; its expressions are evaluated by the engine that is given. */
export type LoadCatalog = (engine?: Engine) => Promise<BuiltCatalog>;

/** The webhook with the settings of this process and a log on stdout. The catalog is loaded once. */
export function deployedWebhook(load: LoadCatalog, log = logged): Answering {
  return webhookAnswers({
    load: once(() => load(deployedEngine(log))),
    settings: deployedSettings(log),
    deadLetters: deadLettersBy,
    log,
  });
}

function logged(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Its health. `build` is the fingerprint of what was built, where it was. */
export function deployedHealth(load: LoadCatalog, build?: string): Answering {
  return healthAnswers({
    load: once(() => load()),
    settings: () => readEnvironment(),
    version,
    ...(build === undefined ? {} : { build }),
  });
}
