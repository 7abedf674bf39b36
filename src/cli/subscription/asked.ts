import type { Wanted } from '../../subscription/wanted.ts';
import type { Input, Io } from '../command.ts';

/** What each part of `mapper subscription` is given. */
export interface Asked {
  /** Of the Subscription. */
  readonly key: string;
  readonly wanted: Wanted;
  readonly input: Input;
  readonly io: Io;
}
