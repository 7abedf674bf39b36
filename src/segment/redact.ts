import type { Batch } from './call.ts';

/** Characters of Segment's answer that are shown. */
const shownCharacters = 500;

/** So much of a value must agree before an echo of it that was cut off is recognised. */
const recognisedAt = 12;

/** Shorter values are hidden only where they stand as a word, or no text would be left of a message. */
const shortestInsideWord = 4;

type Span = readonly [from: number, to: number];

/**
 * The beginning of an answer, safe for a log: at most 500 characters, without control characters, and with the
 * write key (also as base64), every e-mail address and every text and longer number of the batch replaced by "…", also
 * where the echo was cut off. The calls' types and message ids are no secrets and stay.
 */
export function redact(answer: string, writeKey: string, batch: Batch): string {
  const text = onOneLine(answer.slice(0, 4 * shownCharacters));
  const secrets = new Set([...formsOf(writeKey), ...batch.flatMap(textsOf)].map(onOneLine));
  const spans = [...emails(text), ...[...secrets].flatMap((secret) => [...echoes(text, secret)])];
  return hide(text, spans).slice(0, shownCharacters);
}

function formsOf(writeKey: string): string[] {
  const encoded = [writeKey, `${writeKey}:`].map((key) => Buffer.from(key).toString('base64'));
  return [writeKey, ...encoded];
}

function textsOf(call: Batch[number]): string[] {
  const { type: _type, messageId: _messageId, ...parts } = call;
  return strings(parts).flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]);
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  // Such as a phone number or what an order is worth; a short one says nothing of anybody, and stands in every message.
  if (typeof value === 'number') return String(value).length < shortestInsideWord ? [] : [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

/** Of JSON, each letter as it is: some write an umlaut or an ampersand as `\u` and its number. */
function onOneLine(text: string): string {
  const letters = text.replace(/\\u([\da-f]{4})/gi, (_, unit) =>
    String.fromCharCode(Number.parseInt(unit, 16)),
  );
  return letters.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

function emails(text: string): Span[] {
  const found = text.matchAll(/[^\s"'<>(),;:=]+(?:@|%40|&#64;)[^\s"'<>(),;]+/g);
  return [...found].map((match) => [match.index, match.index + match[0].length]);
}

function* echoes(text: string, secret: string): Generator<Span> {
  const beginning = secret.slice(0, recognisedAt);
  if (beginning === '') return;
  for (let from = text.indexOf(beginning); from >= 0; from = text.indexOf(beginning, from + 1)) {
    let to = from + beginning.length;
    while (to < text.length && text[to] === secret[to - from]) to++;
    if (secret.length >= shortestInsideWord || isWord(text, from, to)) yield [from, to];
  }
}

function isWord(text: string, from: number, to: number): boolean {
  return !/[\p{L}\p{N}]$/u.test(text.slice(0, from)) && !/^[\p{L}\p{N}]/u.test(text.slice(to));
}

function hide(text: string, spans: readonly Span[]): string {
  const ordered = spans.toSorted(([a], [b]) => a - b);
  const start = { shown: '', at: 0 };
  const end = ordered.reduce(({ shown, at }, [from, to]) => {
    if (to <= at) return { shown, at };
    return { shown: from < at ? shown : `${shown}${text.slice(at, from)}…`, at: to };
  }, start);
  return end.shown + text.slice(end.at);
}
