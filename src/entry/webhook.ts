import { overFetch } from '../webhook/over-fetch.ts';
import { deployedWebhook } from './deployed.ts';
import { fromFiles } from './from-files.ts';

/** The webhook over the files of this project as they are. */
export const handle = overFetch(deployedWebhook(fromFiles));
