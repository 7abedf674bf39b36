import type { Result } from '../report/failure.ts';
import type { WebhookSettings } from '../webhook/settings.ts';
import { readEnvironment } from './environment.ts';
import { misspeltLines } from './known-variables.ts';
import type { Variables } from './variables.ts';

/**
 * The settings of a process whose environment does not change. Who reads them first has the log say, too, which variables nobody
 * reads: a function has no other place for it.
 */
export function deployedSettings(
  log: (line: string) => void,
  variables: Variables = process.env,
): () => Result<WebhookSettings> {
  let settings: Result<WebhookSettings> | undefined;
  return () => {
    if (settings === undefined)
      for (const msg of misspeltLines(variables)) log(JSON.stringify({ level: 'warn', msg }));
    settings ??= readEnvironment(variables);
    return settings;
  };
}
