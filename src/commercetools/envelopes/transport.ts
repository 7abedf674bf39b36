import type { Failure } from '../../report/failure.ts';
import type { Fields } from '../fields.ts';
import type { JsonExcess } from '../json-bounds.ts';
import type { Handshake, WrapperName } from '../notification.ts';

/** What is in one wrapper: the next layer, a word of the queue itself, or why it cannot be taken out. */
export type Unwrapped =
  | { readonly kind: 'layer'; readonly value: unknown }
  | { readonly kind: 'handshake'; readonly handshake: Handshake }
  | { readonly kind: 'unknown'; readonly failure: Failure };

/** One transport's wrapper around a notification, recognised by its content. */
export interface Transport {
  readonly name: WrapperName;
  readonly recognises: (value: Fields) => boolean;
  /** Takes one layer off what it recognises, as long as JSON within has no excess. Never throws. */
  readonly unwrap: (value: Fields, excessOf: JsonExcess) => Unwrapped;
}
