import { isRegulation } from './regulation.ts';
import type { Sink } from './sink.ts';

/**
 * A sink for both: the calls of a batch first, then its regulations in what is left of the time. So what a delivery
 * tells of a person is there when the person is deleted, and not after it. Where the calls are not accepted, nothing
 * is deleted yet: the delivery comes again.
 */
export function callsThenRegulations(calls: Sink, regulations: Sink): Sink {
  return async (batch, timeoutMs) => {
    const regulated = batch.filter(isRegulation);
    if (regulated.length === 0) return calls(batch, timeoutMs);
    const begun = performance.now();
    const receipt = await calls(
      batch.filter((call) => !isRegulation(call)),
      timeoutMs,
    );
    if (receipt.status !== 'accepted') return receipt;
    return regulations(regulated, timeoutMs - (performance.now() - begun));
  };
}
