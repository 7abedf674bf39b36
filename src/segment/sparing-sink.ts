import { wayAdvice } from '../report/way-words.ts';
import type { Receipt } from './receipt.ts';
import { isRegulation } from './regulation.ts';
import type { Sink } from './sink.ts';

type Unavailable = Extract<Receipt, { readonly status: 'unavailable' }>;

/**
 * A sink for deliveries that came together, made anew for those of each request. Once Segment has asked for patience, or nobody is
 * there, those whose turn comes later are told the same without another attempt: their sender has patience, and sends them
 * again. Other faults may be those of one delivery, which must not hold up the others however often they come.
 */
export function sparingSink(sink: Sink): Sink {
  const told = new Map<'calls' | 'public', Unavailable>();
  return async (batch, timeoutMs) => {
    // Without the API of regulations, calls can still be sent.
    const before = told.get('calls') ?? (batch.some(isRegulation) ? told.get('public') : undefined);
    if (before !== undefined) return { ...before, details: { ...before.details, attempts: 0 } };
    const receipt = await sink(batch, timeoutMs);
    if (receipt.status === 'unavailable' && isForAll(receipt))
      told.set(receipt.details.api ?? 'calls', receipt);
    return receipt;
  };
}

/** Whether it says nothing of what was sent. */
function isForAll({ details: { status, retryAfter, cause } }: Unavailable): boolean {
  return status === 429 || retryAfter !== undefined || wayAdvice(cause, 'SEGMENT_HOST') !== undefined;
}
