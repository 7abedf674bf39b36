import type { StoredCatalog } from '../mapping/stored.ts';
import { bringBack, type CompileSchema } from '../mapping/stored-catalog.ts';
import type { LoadCatalog } from './deployed.ts';

export { deployedHealth, deployedWebhook } from './deployed.ts';

/** The catalog that the build step wrote, as JSON. Without `compileSchema` no schema may need it. */
export function builtCatalog(text: string, compileSchema: CompileSchema): LoadCatalog {
  return async (engine) => bringBack(JSON.parse(text) as StoredCatalog, compileSchema, engine);
}
