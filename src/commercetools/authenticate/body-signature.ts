import { createHmac, timingSafeEqual } from 'node:crypto';
import { base64Bytes } from './base64.ts';
import type { Check, Verdict } from './check.ts';
import { headerBytes } from './credentials.ts';
import { accepted, refused } from './verdicts.ts';

/** Older ones are replays; the tolerance that Standard Webhooks' own libraries have. */
const toleranceSeconds = 300;

/**
 * The signature of the body as Standard Webhooks has it, so that its libraries can sign: HMAC-SHA256 over id, time and
 * body, in the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. The body is read only where these
 * are there and the time is ours.
 * Refuses with `absent`, `not-a-signature`, `expired`, `not-yet-valid`, `unreadable-body` or `wrong-signature`.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function bodySignatureCheck(keys: readonly Uint8Array[]): Check {
  return {
    name: 'body-signature',
    verify: async ({ headers, body, now }) => {
      const id = headers.get('webhook-id') ?? '';
      const timestamp = headers.get('webhook-timestamp') ?? '';
      const signature = headers.get('webhook-signature') ?? '';
      if (id === '' || timestamp === '' || signature === '') return refused('absent');
      const given = signaturesOf(signature);
      if (given.length === 0 || !/^\d{1,12}$/.test(timestamp)) return refused('not-a-signature');
      const refusal = timeRefusal(Number(timestamp), now);
      if (refusal !== undefined) return refused(refusal);
      const content = await body();
      if (!content.ok) return refused('unreadable-body');
      const signed = Buffer.concat([headerBytes(`${id}.${timestamp}.`), content.value]);
      return judge(given, keys, signed);
    },
  };
}

/** The key in a secret with or without the prefix `whsec_`; nothing where it is not base64 or under 16 bytes. */
export function signingKey(text: string): Uint8Array | undefined {
  const key = base64Bytes(text.replace(/^whsec_/, ''));
  return key !== undefined && key.length >= 16 ? key : undefined;
}

/** `v1,` and base64, several with a space between while keys are exchanged. Other versions are not for us. */
function signaturesOf(header: string): readonly Uint8Array[] {
  return header
    .split(' ')
    .map((part) => (part.startsWith('v1,') ? base64Bytes(part.slice(3)) : undefined))
    .filter((bytes) => bytes !== undefined)
    .filter((bytes) => bytes.length === 32);
}

function timeRefusal(seconds: number, now: Date): string | undefined {
  const age = Math.floor(now.getTime() / 1_000) - seconds;
  if (age > toleranceSeconds) return 'expired';
  return age < -toleranceSeconds ? 'not-yet-valid' : undefined;
}

/** Compares everything with everything: the time tells nothing of a key. */
function judge(given: readonly Uint8Array[], keys: readonly Uint8Array[], signed: Uint8Array): Verdict {
  const matches = keys.flatMap((key) => {
    const expected = createHmac('sha256', key).update(signed).digest();
    return given.map((one) => timingSafeEqual(one, expected));
  });
  return matches.includes(true) ? accepted : refused('wrong-signature');
}
