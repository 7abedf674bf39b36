import { buildCatalog } from '../mapping/build-catalog.ts';
import { readProjectFiles } from '../node/project-files.ts';
import { deployedWebhook } from './deployed.ts';

/** The webhook over the files of this project as they are. */
export const handle = deployedWebhook(async (engine) => buildCatalog(await readProjectFiles(), engine));
