import type { Failure } from '../report/failure.ts';
import { internal } from './refusals.ts';
import type { Told } from './told.ts';
import { traceOf } from './trace.ts';

/** What is told of one thing that came and did not go through. */
export function failed(failure: Failure, more: Pick<Told, 'came' | 'trace'> = {}): Told {
  return { outcome: { status: 'failed', failure }, mappings: [], ...more };
}

/** What is told where the code broke. */
export function unexpected(error: unknown): Told {
  return failed(internal, { trace: traceOf(error) });
}
