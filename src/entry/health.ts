import { buildCatalog } from '../mapping/build-catalog.ts';
import { readProjectFiles } from '../node/project-files.ts';
import { deployedHealth } from './deployed.ts';

/** The health of a webhook over the files of this project as they are. */
export const handle = deployedHealth(async (engine) => buildCatalog(await readProjectFiles(), engine));
