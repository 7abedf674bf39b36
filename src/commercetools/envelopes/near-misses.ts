import { type Fields, has, isRecord, own } from '../fields.ts';
import type { Refusal } from './refusal.ts';

/** Something that looks like a delivery and is none. */
interface NearMiss {
  /** What it is, to follow "the body is" or "the Pub/Sub push holds". */
  readonly what: string;
  readonly recognises: (value: Fields) => boolean;
  readonly refusal: Omit<Refusal, 'detail'>;
}

/** What belongs where one of them was found. */
export const notification = 'a commercetools notification, an object with "notificationType"';
const subscribe = 'create a Subscription in commercetools, and let its queue push here';

/** The first that fits says what to do. */
export const nearMisses: readonly NearMiss[] = [
  {
    what: 'the input of an API Extension, which is called before the change is saved, so it is not taken',
    recognises: (value) => has(value, 'action') && isRecord(own(own(value, 'resource'), 'obj')),
    refusal: {
      pointer: '/action',
      expected: notification,
      found: 'the action of an API Extension',
      hint: `remove this URL from the API Extension; ${subscribe}`,
    },
  },
  {
    what: 'the event with which SQS, SNS or Kinesis starts a Lambda function, not a delivery',
    recognises: (value) => Array.isArray(own(value, 'Records')),
    refusal: {
      pointer: '/Records',
      expected: notification,
      found: 'a list of records',
      hint: 'let the function post the body of each record alone, or all of them as a list',
    },
  },
  {
    what: 'a message as the Messages API shows it, not a delivery of it',
    recognises: (value) => has(value, 'sequenceNumber') && has(value, 'resource') && has(value, 'type'),
    refusal: {
      pointer: '/notificationType',
      expected: notification,
      found: 'a message without it',
      hint: `add "notificationType": "Message" and the "projectKey"; or ${subscribe}`,
    },
  },
  {
    what: 'a resource of commercetools, not a delivery about one',
    recognises: (value) => ['id', 'version', 'createdAt', 'lastModifiedAt'].every((name) => has(value, name)),
    refusal: {
      pointer: '/notificationType',
      expected: notification,
      found: 'a resource without it',
      hint: subscribe,
    },
  },
  {
    what: 'a CloudEvent without its "specversion"',
    recognises: (value) => ['source', 'type', 'data'].every((name) => has(value, name)),
    refusal: {
      pointer: '/specversion',
      expected: 'the version of the CloudEvents format',
      found: 'nothing',
      hint: 'send every attribute of the CloudEvent, with "specversion": "1.0"',
    },
  },
  {
    what: 'a message of a queue without its data',
    recognises: (value) => has(value, 'message'),
    refusal: {
      pointer: '/message',
      expected: 'a map of fields with "data" in base64',
      found: 'something else',
      hint: 'push what Pub/Sub makes, {"message": {"data": "<base64>"}}, or the notification alone',
    },
  },
];
