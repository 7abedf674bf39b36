import type { EngineDifference } from '../mapping/engine.ts';

/** The log of an expression that comes to something else compiled than by jsonata itself: where, and of which kind. */
export function differenceLine({ place, kind }: EngineDifference): string {
  const mapping = (place.file.split('/').at(-1) ?? place.file).replace(/\.yaml$/, '');
  const msg = 'an expression comes to something else compiled than by jsonata itself';
  return JSON.stringify({ level: 'error', msg, mapping, place, difference: kind });
}
