import { overFetch } from '../webhook/over-fetch.ts';
import { deployedHealth } from './deployed.ts';
import { fromFiles } from './from-files.ts';

/** The health of a webhook over the files of this project as they are. */
export const handle = overFetch(deployedHealth(fromFiles));
