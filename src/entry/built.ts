import { brotliDecompressSync } from 'node:zlib';
import type { StoredCatalog } from '../mapping/stored.ts';
import { bringBack, type CompileSchema } from '../mapping/stored-catalog.ts';
import type { LoadCatalog } from './deployed.ts';

export { deployedHealth, deployedWebhook } from './deployed.ts';

/** The catalog that the build step wrote: JSON, in brotli, in base64. Without `compileSchema` no schema may need it. */
export function builtCatalog(packed: string, compileSchema: CompileSchema): LoadCatalog {
  return async (engine) => bringBack(JSON.parse(unpacked(packed)) as StoredCatalog, compileSchema, engine);
}

function unpacked(packed: string): string {
  return brotliDecompressSync(Buffer.from(packed, 'base64')).toString('utf8');
}
