import { commercetools } from '../commercetools/lookup/commercetools.ts';
import { buildCatalog } from '../mapping/build-catalog.ts';
import { deadLettersBy } from '../node/dead-letters-by.ts';
import { deployedEngine } from '../node/deployed-engine.ts';
import { deployedSettings } from '../node/deployed-settings.ts';
import { readProjectFiles } from '../node/project-files.ts';
import { once } from '../webhook/once.ts';
import { remembered } from '../webhook/remembered.ts';
import { sqsHandler } from './sqs.ts';

/** Keeps its token over all batches. */
const commercetoolsOf = remembered(commercetools);

/** Composition root for AWS Lambda: the function that an event source mapping of SQS calls. */
export const handler = sqsHandler({
  load: once(async () => buildCatalog(await readProjectFiles(), deployedEngine(log))),
  settings: deployedSettings(log),
  commercetools: (settings) => settings.commercetools && commercetoolsOf(settings.commercetools),
  deadLetters: deadLettersBy,
  log,
  clock: () => performance.now(),
  now: () => new Date(),
});

function log(line: string): void {
  process.stdout.write(`${line}\n`);
}
