/** What the receiver of an SNS message over HTTPS can get, as far as its signature and its confirmation need it. */
export interface SnsMessage {
  readonly Type: 'Notification' | 'SubscriptionConfirmation' | 'UnsubscribeConfirmation';
  readonly MessageId: string;
  readonly TopicArn: string;
  readonly Subject?: string | null;
  readonly Message: string;
  readonly Timestamp: string;
  readonly Token?: string;
  readonly SubscribeURL?: string;
  readonly SignatureVersion: string;
  readonly Signature: string;
  readonly SigningCertURL: string;
}

const signedFields = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: [
    'Message',
    'MessageId',
    'SubscribeURL',
    'Timestamp',
    'Token',
    'TopicArn',
    'Type',
  ],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
} as const;

const unsignedFields = ['SignatureVersion', 'Signature', 'SigningCertURL'] as const;

/** Only Message may have more than one line: then the signed text can be read in one way only. */
const oneLine = /^[^\r\n]*$/;

/**
 * Reads a JSON value as an SNS message; nothing where it is none. Its fields begin with a capital, as all of SNS's do:
 * the signature says nothing of further ones, and nobody may put another transport's beside those it covers.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 */
export function readSnsMessage(value: unknown): SnsMessage | undefined {
  return typeof value === 'object' && value !== null && isSnsMessage(value) ? value : undefined;
}

function isSnsMessage(value: object): value is SnsMessage {
  const fields: ReadonlyMap<string, unknown> = new Map(Object.entries(value));
  const type = fields.get('Type');
  if (!isType(type) || [...fields.keys()].some((name) => !/^[A-Z]/.test(name))) return false;
  return [...signedFields[type], ...unsignedFields].every((name) => {
    const field = fields.get(name) ?? undefined;
    if (field === undefined) return name === 'Subject';
    return typeof field === 'string' && (name === 'Message' || oneLine.test(field));
  });
}

/**
 * The text that SNS signs: the names and values of these fields, each on its line.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html
 */
export function signedText(message: SnsMessage): string {
  const lines = signedFields[message.Type].map((name) => [name, message[name]] as const);
  return lines.map(([name, value]) => (typeof value === 'string' ? `${name}\n${value}\n` : '')).join('');
}

function isType(value: unknown): value is SnsMessage['Type'] {
  return typeof value === 'string' && Object.hasOwn(signedFields, value);
}
