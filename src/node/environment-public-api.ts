import type { WebhookSettings } from '../webhook/settings.ts';
import { type Kind, type Reading, textOf, type Variables } from './variables.ts';

/**
 * How to reach Segment's Public API by SEGMENT_PUBLIC_API_TOKEN; nothing where that is not set. Its host follows from
 * that of the API that takes calls: the EU has one of its own (https://docs.segmentapis.com/tag/Getting-Started), and
 * a stand-in on this machine is both in one, so that the token goes nowhere else in a test.
 */
export function readPublicApi(variables: Variables, host: string): Reading<WebhookSettings['publicApi']> {
  const text = textOf(variables, 'SEGMENT_PUBLIC_API_TOKEN');
  if (text === undefined) return { ok: true, value: undefined };
  const token = tokenKind.parse(text);
  if (token === undefined)
    return { ok: false, wrong: `SEGMENT_PUBLIC_API_TOKEN must be ${tokenKind.expected}` };
  return { ok: true, value: { token, host: publicApiHost(host) } };
}

const tokenKind: Kind<string> = {
  expected: "a token of Segment's Public API, in one word",
  parse: (text) => (/^[\x21-\x7e]+$/.test(text) ? text : undefined),
};

function publicApiHost(host: string): string {
  if (/^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host)) return host;
  return /\beu1\b/.test(host) ? 'https://eu1.api.segmentapis.com' : 'https://api.segmentapis.com';
}
