import { buildCatalog } from '../src/mapping/build-catalog.ts';
import { deadLettersBy } from '../src/node/dead-letters-by.ts';
import { deployedEngine } from '../src/node/deployed-engine.ts';
import { readEnvironment } from '../src/node/environment.ts';
import { readProjectFiles } from '../src/node/project-files.ts';
import { once } from '../src/webhook/once.ts';
import { webhook } from '../src/webhook/webhook.ts';

const log = (line: string) => process.stdout.write(`${line}\n`);

const handle = webhook({
  load: once(async () => buildCatalog(await readProjectFiles(), deployedEngine(log))),
  settings: () => readEnvironment(),
  deadLetters: deadLettersBy,
  log,
});

// Vercel answers a method that is not exported by itself, without `Allow` and without a problem.
export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
