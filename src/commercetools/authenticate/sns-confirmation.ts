import { download, type Fetch } from './download.ts';
import { isConfirmationAddress } from './sns-address.ts';
import { readSnsMessage } from './sns-message.ts';
import { type SnsTrust, verifySnsMessage } from './sns-signature.ts';

/**
 * What became of a subscription that wants to be confirmed.
 * - not-confirmed: it is not for us to confirm, or AWS refused; the reason in kebab-case, without a value of the message.
 * - unavailable: AWS did not answer; SNS asks again.
 */
export type Confirmation =
  | { readonly status: 'confirmed' }
  | { readonly status: 'not-confirmed'; readonly reason: string }
  | { readonly status: 'unavailable'; readonly cause: string };

/**
 * Confirms a subscription of ours: visits the address in an SNS message of the type SubscriptionConfirmation, only
 * where the message is SNS's own and of one of our topics, whoever posted it, and the address is SNS's.
 * Besides the reasons of `verifySnsMessage`: `topics-not-configured`, `not-a-confirmation`, `wrong-subscribe-address`
 * and `confirmation-refused`.
 * https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.confirm.html
 */
export async function confirmSubscription(
  value: unknown,
  trust: SnsTrust & { readonly fetch: Fetch },
): Promise<Confirmation> {
  if (trust.topics.length === 0) return notConfirmed('topics-not-configured');
  const message = readSnsMessage(value);
  if (message?.Type !== 'SubscriptionConfirmation') return notConfirmed('not-a-confirmation');
  if (!trust.topics.includes(message.TopicArn)) return notConfirmed('other-topic');
  if (!isConfirmationAddress(message)) return notConfirmed('wrong-subscribe-address');
  const verdict = await verifySnsMessage(value, trust);
  if (verdict.status === 'refused') return notConfirmed(verdict.reason);
  if (verdict.status === 'unavailable') return verdict;
  const visited = await download(message.SubscribeURL ?? '', trust.fetch, trust.signal);
  if (visited.status === 'unavailable') return visited;
  return visited.status === 'done' ? { status: 'confirmed' } : notConfirmed('confirmation-refused');
}

function notConfirmed(reason: string): Confirmation {
  return { status: 'not-confirmed', reason };
}
