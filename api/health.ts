import { buildCatalog } from '../src/mapping/build-catalog.ts';
import { readEnvironment } from '../src/node/environment.ts';
import { readProjectFiles } from '../src/node/project-files.ts';
import { version } from '../src/node/version.ts';
import { health } from '../src/webhook/health.ts';
import { once } from '../src/webhook/once.ts';

const handle = health({
  load: once(async () => buildCatalog(await readProjectFiles())),
  settings: () => readEnvironment(),
  version,
});

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
