import { verify, type X509Certificate } from 'node:crypto';
import { isJsonWithin } from '../json-bounds.ts';
import { base64Bytes } from './base64.ts';
import type { Check, Verdict } from './check.ts';
import { isCertificateAddress } from './sns-address.ts';
import type { Certificates } from './sns-certificates.ts';
import { readSnsMessage, type SnsMessage, signedText } from './sns-message.ts';
import { accepted, refused } from './verdicts.ts';

/** What is needed to tell whether a message is SNS's own, and of one of our topics. */
export interface SnsTrust {
  /** ARNs of our topics. */
  readonly topics: readonly string[];
  readonly certificates: Certificates;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/** Its fields are texts and attributes; millions of levels or values of a stranger would take seconds to parse. */
const [mostLevels, mostValues] = [10, 1_000];

/** SNS repeats a message for up to an hour: https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html */
const oldestMs = 65 * 60_000;

/** Clocks differ. */
const aheadMs = 5 * 60_000;

/** https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html */
const algorithms: ReadonlyMap<string, string> = new Map([
  ['1', 'RSA-SHA1'],
  ['2', 'RSA-SHA256'],
]);

/** Reads the body as an SNS message and verifies it, as `verifySnsMessage` has it. */
export function snsCheck(topics: readonly string[], certificates: Certificates): Check {
  return {
    name: 'sns-signature',
    verify: async ({ body, now, signal }) => {
      const content = await body();
      if (!content.ok) return refused('unreadable-body');
      return await verifySnsMessage(parse(content.value), { topics, certificates, now, signal });
    },
  };
}

/**
 * Whether a JSON value is a message that SNS signed, of one of our topics, and of now. What the message itself says is
 * looked at first, so that one which cannot pass causes no fetch.
 * Refuses with `not-an-sns-message`, `other-topic`, `expired`, `not-yet-valid`, `unknown-signature-version`,
 * `wrong-certificate-address`, `no-certificate`, `unsuitable-certificate`, `expired-certificate` or `wrong-signature`.
 */
export async function verifySnsMessage(value: unknown, trust: SnsTrust): Promise<Verdict> {
  const message = readSnsMessage(value);
  if (message === undefined) return refused('not-an-sns-message');
  if (!trust.topics.includes(message.TopicArn)) return refused('other-topic');
  const refusal = timeRefusal(message.Timestamp, trust.now);
  if (refusal !== undefined) return refused(refusal);
  const algorithm = algorithms.get(message.SignatureVersion);
  if (algorithm === undefined) return refused('unknown-signature-version');
  if (!isCertificateAddress(message)) return refused('wrong-certificate-address');
  const found = await trust.certificates(message.SigningCertURL, trust.signal);
  if (found.status !== 'done') return found;
  if (!isValidAt(found.certificate, trust.now)) return refused('expired-certificate');
  return isSigned(message, algorithm, found.certificate) ? accepted : refused('wrong-signature');
}

function parse(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return isJsonWithin(text, mostLevels, mostValues) ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

function timeRefusal(timestamp: string, now: Date): string | undefined {
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(timestamp);
  const age = isTime ? now.getTime() - Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(age)) return 'not-an-sns-message';
  if (age > oldestMs) return 'expired';
  return age < -aheadMs ? 'not-yet-valid' : undefined;
}

function isValidAt({ validFrom, validTo }: X509Certificate, now: Date): boolean {
  return Date.parse(validFrom) <= now.getTime() && now.getTime() <= Date.parse(validTo);
}

function isSigned(message: SnsMessage, algorithm: string, { publicKey }: X509Certificate): boolean {
  const signature = base64Bytes(message.Signature);
  return signature !== undefined && verify(algorithm, Buffer.from(signedText(message)), publicKey, signature);
}
