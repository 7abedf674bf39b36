import { buildCatalog } from '../src/mapping/build-catalog.ts';
import { readProjectFiles } from '../src/node/project-files.ts';
import { once } from '../src/webhook/once.ts';
import { ownMappings } from './by-email.ts';

/** The project as it is, compiled once for all tests of a worker that only ask what is in it, or let it map. */
export const builtProject = once(async () => buildCatalog(await readProjectFiles()));

/** The same with the mappings of the tests' own. */
export const builtOwn = once(async () => buildCatalog(await ownMappings()));
