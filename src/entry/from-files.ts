import { buildCatalog } from '../mapping/build-catalog.ts';
import { readProjectFiles } from '../node/project-files.ts';
import type { LoadCatalog } from './deployed.ts';

/** The catalog of this project's files as they are. */
export const fromFiles: LoadCatalog = async (engine) => buildCatalog(await readProjectFiles(), engine);
