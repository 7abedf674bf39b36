import type { Failure } from '../../report/failure.ts';
import { typeName } from '../../schema.ts';
import { isRecord } from '../fields.ts';
import type { WrapperName } from '../notification.ts';
import { nearMisses, notification } from './near-misses.ts';
import { notADelivery } from './refusal.ts';
import { wrapperWords } from './wrapper-words.ts';

/** Why a layer that no transport recognises is no delivery; says what it may be instead. */
export function unknownLayer(value: unknown, wrappers: readonly WrapperName[]): Failure {
  const around = wrappers.at(-1);
  const near = isRecord(value) ? nearMisses.find(({ recognises }) => recognises(value)) : undefined;
  if (near !== undefined) return notADelivery({ ...near.refusal, detail: `${holder(around)} ${near.what}` });
  return notADelivery({
    detail:
      around === undefined
        ? 'the body is not a commercetools delivery'
        : `${holder(around)} no commercetools delivery`,
    pointer: isRecord(value) ? '/notificationType' : '',
    expected: notification,
    found: isRecord(value) ? 'an object without it' : typeName(value),
    hint: hintFor(around),
  });
}

/** Why a list is not taken. */
export function unknownList(wrappers: readonly WrapperName[], what: 'empty' | 'nested'): Failure {
  const around = wrappers.at(-1);
  return notADelivery({
    detail: `${holder(around)} ${what === 'empty' ? 'a list of no deliveries' : 'a list within a list'}`,
    pointer: '',
    expected: what === 'empty' ? 'at least one delivery in the list' : 'a delivery in the list',
    found: what === 'empty' ? 'an empty list' : 'a list',
    hint: hintFor(around),
  });
}

/** Why nothing is taken out of a layer within so many others. */
export function nestedTooDeep(wrappers: readonly WrapperName[], most: number): Failure {
  return notADelivery({
    detail: `the ${wordsOf(wrappers)} holds wrappers within wrappers, more than ${most}`,
    pointer: '',
    expected: `at most ${most} wrappers around a notification`,
    found: 'one more',
    hint: 'pass on what a queue delivers without wrapping it again',
  });
}

/** Why nothing of a long list is taken: a part of it could not be told from the whole. */
export function tooMany(most: number): Failure {
  return notADelivery({
    detail: `the body holds more than ${most} deliveries`,
    pointer: '',
    expected: `at most ${most} deliveries in a request`,
    found: 'more',
    hint: `set the batch size of the queue to ${most} or fewer`,
  });
}

/** Why a word of the queue itself is not taken out of another wrapper: it would be believed for the wrong sender. */
export function handshakeWithin(wrappers: readonly WrapperName[]): Failure {
  const around = wrappers.at(-1);
  return notADelivery({
    detail: `${holder(around)} what another queue says of its subscription`,
    pointer: '',
    expected: notification,
    found: 'an object without it',
    hint: hintFor(around),
  });
}

function holder(around: WrapperName | undefined): string {
  return around === undefined ? 'the body is' : `the ${wrapperWords[around].words} holds`;
}

function wordsOf(wrappers: readonly WrapperName[]): string {
  const outermost = wrappers[0];
  return outermost === undefined ? 'body' : wrapperWords[outermost].words;
}

function hintFor(around: WrapperName | undefined): string {
  return around === undefined
    ? 'let the queue push what commercetools sends unchanged, in the Platform or the CloudEvents format'
    : wrapperWords[around].hint;
}
