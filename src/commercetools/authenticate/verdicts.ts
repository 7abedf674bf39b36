import type { Verdict } from './check.ts';

export const accepted: Verdict = { status: 'accepted' };

/** The caller did not prove who it is; a word or two in kebab-case say why. */
export function refused(reason: string): Verdict {
  return { status: 'refused', reason };
}

/** What is needed to decide could not be had; a network code or an HTTP status says why. */
export function unavailable(cause: string): Verdict {
  return { status: 'unavailable', cause };
}
