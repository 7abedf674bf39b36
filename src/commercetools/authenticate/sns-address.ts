import { isDeepStrictEqual } from 'node:util';
import type { SnsMessage } from './sns-message.ts';

/**
 * An address that a message names is asked only where it is, letter for letter, one of SNS's own, in the region of the
 * message's topic. Compared as texts: a URL that is parsed first can look like another.
 */

const topicArn = /^arn:aws[a-z-]*:sns:([a-z0-9-]{3,40}):\d{12}:[A-Za-z0-9_-]{1,256}(?:\.fifo)?$/;

/** https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html; nothing where the ARN is none. */
function originOf(arn: string): string | undefined {
  const region = topicArn.exec(arn)?.[1];
  if (region === undefined) return undefined;
  return `https://sns.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}/`;
}

/** Whether the certificate that a message names is SNS's in the region of its topic. */
export function isCertificateAddress({ SigningCertURL: address, TopicArn }: SnsMessage): boolean {
  const path = after(originOf(TopicArn), address);
  return path !== undefined && /^SimpleNotificationService-[A-Za-z0-9]{1,100}\.pem$/.test(path);
}

/** Whether to visit the address that a message names confirms the subscription to its topic, and does nothing else. */
export function isConfirmationAddress({ SubscribeURL: address, Token, TopicArn }: SnsMessage): boolean {
  const query = after(originOf(TopicArn), address ?? '');
  if (query === undefined || !/^\?[\w.:%&=+~-]{1,4000}$/.test(query)) return false;
  const asked = [...new URLSearchParams(query)].toSorted();
  const right = [
    ['Action', 'ConfirmSubscription'],
    ['Token', Token],
    ['TopicArn', TopicArn],
  ];
  return isDeepStrictEqual(asked, right);
}

function after(beginning: string | undefined, text: string): string | undefined {
  return beginning !== undefined && text.startsWith(beginning) ? text.slice(beginning.length) : undefined;
}
