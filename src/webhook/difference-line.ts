import type { EngineDifference } from '../mapping/expression/engine.ts';
import { yamlName } from '../report/place.ts';

/** The log of an expression that comes to something else compiled than by jsonata itself: where, and of which kind. */
export function differenceLine({ place, kind }: EngineDifference): string {
  const mapping = yamlName(place.file);
  const msg = 'an expression comes to something else compiled than by jsonata itself';
  return JSON.stringify({ level: 'error', msg, mapping, place, difference: kind });
}
