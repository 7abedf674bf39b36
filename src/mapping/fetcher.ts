import type { Failure } from '../report/failure.ts';

/** A resource that is asked for: of what kind, and what leads to it (`id`, or another word of the mapping's grammar). */
export interface Wanted {
  readonly kind: string;
  readonly by: string;
  readonly value: string;
}

/** Gets a resource. Never throws; a failure says why there is no telling whether it is there. */
export type Fetcher = (
  wanted: Wanted,
) => Promise<
  | { readonly status: 'found'; readonly value: unknown }
  | { readonly status: 'absent'; readonly reason: string }
  | { readonly status: 'failed'; readonly failure: Failure }
>;
