import type { Place } from '../../report/place.ts';

/** By what expressions are evaluated: as compiled JavaScript, by jsonata itself, or by both, to be compared. */
export const engineNames = ['compiled', 'reference', 'shadow'] as const;

export type EngineName = (typeof engineNames)[number];

/** Where the two came to something else: two values, a value and nothing, or a value and an issue. Never a value itself. */
export interface EngineDifference {
  readonly place: Place;
  readonly kind: 'other-value' | 'value-or-nothing' | 'value-or-issue';
}

export interface Engine {
  readonly name: EngineName;
  /** Told by `shadow`. Must not throw. */
  readonly onDifference?: (difference: EngineDifference) => void;
  /** Told by `compiled` where an evaluation is left to jsonata: an error, or what is not compiled. Must not throw. */
  readonly onLeft?: (place: Place) => void;
}

export const onlyCompiled: Engine = { name: 'compiled' };
