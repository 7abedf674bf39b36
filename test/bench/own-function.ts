import { deployedWebhook } from '../../src/entry/deployed.ts';
import { benchSources, compiled } from './bench-catalog.ts';

/** The webhook with the mapping files of the measurements. */
export const handle = deployedWebhook(async () => compiled(await benchSources()));
