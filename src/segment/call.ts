/** The six calls of the Segment Spec (https://segment.com/docs/connections/spec/). */
export const callTypes = ['identify', 'track', 'group', 'page', 'screen', 'alias'] as const;

export type CallType = (typeof callTypes)[number];

/**
 * One Segment call as plain JSON, in the form in which it is sent: `type`, ids, `timestamp` (ISO 8601) and the
 * parts its type has (traits or properties, event, context, integrations …). It has passed its output schema. A
 * regulation is none of the Spec's: it goes to another API.
 */
export interface Call {
  readonly type: CallType | 'regulation';
  readonly timestamp: string;
  readonly [part: string]: unknown;
}

/** A call with the id by which Segment recognises a repeat. */
export interface IdentifiedCall extends Call {
  readonly messageId: string;
}

/** The calls of one delivery: those of the Spec are sent in one request, all or nothing. */
export type Batch = readonly IdentifiedCall[];
