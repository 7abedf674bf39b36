import type { Authentication } from '../commercetools/authenticate/authenticate.ts';
import type { Shown } from '../commercetools/authenticate/check.ts';
import type { Handshake } from '../commercetools/notification.ts';
import { confirmationUnavailable } from './refusals.ts';
import type { Told } from './told.ts';

const reasonWords: Readonly<Record<string, string>> = {
  'topics-not-configured': 'SNS_TOPIC_ARNS names no topic',
  'other-topic': 'SNS_TOPIC_ARNS does not name its topic',
};

/** Whoever asked, and whether it asked for nothing else in the same request. */
export interface Asking {
  readonly authentication: Authentication;
  readonly shown: Shown;
  readonly isAlone: boolean;
}

/**
 * Does what a queue wants when a subscription to it is made or ended. Nothing goes to Segment. A request has one
 * answer, so Event Grid's question is answered only where it comes alone, as Event Grid sends it.
 */
export async function shakeHands(
  handshake: Handshake,
  { authentication, shown, isAlone }: Asking,
): Promise<Told> {
  const skipped = (reason: string): Told => ({
    outcome: { status: 'skipped', reason },
    handshake: handshake.kind,
    mappings: [],
  });
  switch (handshake.kind) {
    case 'event-grid-validation':
      if (!isAlone) return skipped('Event Grid’s question was not answered: it did not come alone');
      return {
        ...skipped('Event Grid asked whether this endpoint wants its events; it was answered'),
        validationResponse: handshake.validationCode,
      };
    case 'event-grid-deleted':
      return skipped('Event Grid tells that its subscription was deleted; nothing more will come from it');
    case 'sns-unsubscribed':
      return skipped(
        'SNS tells that this endpoint was unsubscribed from a topic; nothing more will come from it',
      );
    case 'sns-confirmation': {
      const confirmation = await authentication.confirm(handshake.message, shown);
      if (confirmation.status === 'confirmed')
        return skipped('the subscription to the SNS topic was confirmed');
      if (confirmation.status === 'not-confirmed')
        return skipped(
          `the subscription to the SNS topic was not confirmed: ${reasonWords[confirmation.reason] ?? confirmation.reason}`,
        );
      const failure = confirmationUnavailable(confirmation.cause);
      return { outcome: { status: 'failed', failure }, handshake: handshake.kind, mappings: [] };
    }
  }
}
