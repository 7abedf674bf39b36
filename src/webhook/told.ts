import type { CheckName } from '../commercetools/authenticate/check.ts';
import type { WrapperName } from '../commercetools/notification.ts';
import type { Processed } from '../pipeline.ts';
import type { Trace } from './trace.ts';

/** One thing that came in a request, and what became of it. */
export interface Told extends Processed {
  /** Outermost first. */
  readonly wrappers?: readonly WrapperName[];
  /** What a queue wanted, where it was no delivery. */
  readonly handshake?: string;
  /** What Event Grid wants to hear, where it came alone. */
  readonly validationResponse?: string;
  /** What came, for the dead letters alone: never logged and never answered. */
  readonly came?: { readonly notification: Readonly<Record<string, unknown>> } | { readonly body: string };
  /** Where the code broke, if it did. */
  readonly trace?: Trace;
}

/** Everything that came in a request. */
export interface Received {
  /** At least one. */
  readonly told: readonly Told[];
  /** Whether it came as a list, also as a list of one. */
  readonly isList: boolean;
  /** The check that the caller passed; absent where none is configured, or none was passed. */
  readonly caller?: CheckName;
}
