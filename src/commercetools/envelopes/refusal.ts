import type { Failure } from '../../report/failure.ts';
import { type Fields, own } from '../fields.ts';
import type { JsonExcess } from '../json-bounds.ts';
import type { WrapperName } from '../notification.ts';
import type { Unwrapped } from './transport.ts';
import { wrapperWords } from './wrapper-words.ts';

/** What is wrong in one place of a layer. No part holds a value. */
export interface Refusal {
  readonly detail: string;
  /** Into the layer that is refused. */
  readonly pointer: string;
  readonly expected: string;
  /** The type that was found. */
  readonly found: string;
  readonly hint: string;
}

/** Why something is no delivery. It is none however often it is sent. */
export function notADelivery({ detail, pointer, expected, found, hint }: Refusal): Failure {
  const message = `expected ${expected}; found ${found}`;
  return {
    code: 'not-a-delivery',
    detail,
    retryable: false,
    issues: [{ code: 'input-invalid', severity: 'error', pointer, message, hint }],
  };
}

/** Content that came out of a field, or the type of what stood there in its place. */
export type Inner =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly found: string };

/** How a field is read, by which bounds, and what is said where it cannot be. */
interface Reading {
  readonly read: (value: unknown, excessOf: JsonExcess) => Inner;
  readonly excessOf: JsonExcess;
  readonly name: WrapperName;
  readonly expected: string;
}

/** The layer in a field of a wrapper, or the failure that says what the wrapper does not hold. */
export function layerIn(
  wrapper: Fields,
  path: readonly string[],
  { read, excessOf, name, expected }: Reading,
): Unwrapped {
  const inner = read(
    path.reduce<unknown>((at, step) => own(at, step), wrapper),
    excessOf,
  );
  if (inner.ok) return { kind: 'layer', value: inner.value };
  const { words, hint } = wrapperWords[name];
  const detail = `the ${words} holds no ${expected} in ${path.join('.')}`;
  const pointer = path.map((step) => `/${step}`).join('');
  return { kind: 'unknown', failure: notADelivery({ detail, pointer, expected, found: inner.found, hint }) };
}
