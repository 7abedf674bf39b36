import { stepsOf } from '../../report/json-pointer.ts';
import type { JsonSchema } from '../../schema.ts';

/**
 * A schema without its references and unions: each of the schemas that a value may follow, or follows together.
 * References within the file are followed when they are met, so that a schema may hold itself.
 */
export function alternatives(schema: JsonSchema, root: JsonSchema): readonly JsonSchema[] {
  const seen = new Set<JsonSchema>();
  const visit = (one: JsonSchema): readonly JsonSchema[] => {
    if (seen.has(one)) return [];
    seen.add(one);
    const reference = one['$ref'];
    if (typeof reference === 'string') {
      const target = resolve(reference, root);
      // What another file says is not known here.
      return target === undefined ? [unknown] : visit(target);
    }
    const union = [one['anyOf'], one['oneOf'], one['allOf']].find(Array.isArray);
    if (union === undefined || 'properties' in one) return [one];
    return union.filter(isSchema).flatMap(visit);
  };
  return visit(schema);
}

/** Always the same one, so that a way through a schema that holds itself comes to an end. */
const unknown: JsonSchema = {};

function resolve(reference: string, root: JsonSchema): JsonSchema | undefined {
  if (!reference.startsWith('#')) return undefined;
  const steps = stepsOf(decodeURIComponent(reference));
  const target = steps.reduce<unknown>((at, step) => record(at)[step], root);
  return isSchema(target) ? target : undefined;
}

export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
