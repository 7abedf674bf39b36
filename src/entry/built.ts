import type { BuiltCatalog } from '../mapping/catalog.ts';
import type { StoredCatalog } from '../mapping/stored.ts';
import { bringBack } from '../mapping/stored-catalog.ts';
import { storedExpression } from '../mapping/stored-expression.ts';
import type { Validator } from '../schema.ts';

export { deployedHealth, deployedWebhook } from './deployed.ts';

/** Compiles a schema that no table can hold; without it there is none. */
export type CompileSchema = (schema: Readonly<Record<string, unknown>>) => Validator;

/** The catalog that the build step wrote, as JSON. */
export function builtCatalog(text: string, compileSchema: CompileSchema): () => Promise<BuiltCatalog> {
  return async () =>
    bringBack(JSON.parse(text) as StoredCatalog, {
      compileSchema,
      expressionOf: (stored, _number, file) => storedExpression(stored, file),
    });
}
