import type { Failure } from '../report/failure.ts';

/** A place in a source from which a run can go on, such as the last id; written into the checkpoint as it is. */
export type Position = Readonly<Record<string, string | number>>;

/** One delivery of a source, or what should have been one. */
export interface Piece {
  readonly came:
    | { readonly notification: Readonly<Record<string, unknown>> }
    | { readonly body: string; readonly failure: Failure };
  /** Where to go on once this and all before it are done; absent where no run can begin behind it. */
  readonly position?: Position;
}

/** Why a run ends before its source does. */
export interface Stop {
  /**
   * - refused: commercetools or Segment does not want us; somebody has to mend a setting.
   * - unavailable: one of them did not answer for too long.
   * - broken: the disk did not take what must be kept, or did not give what is read.
   * - ended: somebody ended the run, or what is read breaks off.
   * - usage: what was named cannot be what was meant.
   * - limit: as much was done as was asked for.
   */
  readonly reason: 'refused' | 'unavailable' | 'broken' | 'ended' | 'usage' | 'limit';
  /** One sentence that says what to do. */
  readonly detail: string;
}

export function isStop(value: object): value is Stop {
  return 'reason' in value && 'detail' in value;
}

/** Somebody ended the run, and nothing else is to be said of it. */
export const ended: Stop = {
  reason: 'ended',
  detail: 'it was ended; with --checkpoint the same command goes on where it was',
};

/** Deliveries in an order that stays the same from run to run. Never throws; a stop is the last that it gives. */
export type Source = AsyncIterable<Piece | Stop>;
