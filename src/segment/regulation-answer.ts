import { jsonIn } from '../report/json-in.ts';
import type { Answer } from './post.ts';

/**
 * The id of the regulation that an answer confirms, `data.regulateId`; nothing where it holds none, or one that is
 * not of a form that may be logged. https://docs.segmentapis.com/tag/Error-Handling has the envelope.
 */
export function idOfRegulation(body: string): string | undefined {
  const id = fieldOf(fieldOf(jsonIn(body), 'data'), 'regulateId');
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : undefined;
}

/**
 * How long a 429 asks to wait, where it has no Retry-After: its body says it in milliseconds, as
 * `errors[0].data.msBeforeNext`. https://docs.segmentapis.com/tag/Rate-Limits
 */
export function secondsBeforeNext({ status, body, retryAfter }: Answer): string | undefined {
  if (status !== 429 || retryAfter !== undefined) return undefined;
  const errors = fieldOf(jsonIn(body), 'errors');
  const ms = Array.isArray(errors) ? fieldOf(fieldOf(errors[0], 'data'), 'msBeforeNext') : undefined;
  const isTime = typeof ms === 'number' && ms >= 0 && ms <= longestMs;
  return isTime ? String(Math.ceil(ms / 1_000)) : undefined;
}

/** A day. */
const longestMs = 86_400_000;

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}
