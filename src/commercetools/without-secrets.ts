import { cleanPayload, secretFields } from './clean.ts';
import { type Fields, isRecord } from './fields.ts';

/**
 * A notification without its secrets, for keeping it. One that no reader would take (nested too deeply, with too many
 * values, or with a number that is none) is given back without its content, since it cannot be searched for secrets.
 */
export function withoutSecrets(notification: Fields): Fields {
  const secrets = secretsOf(notification);
  const cleaned = cleanPayload(notification, secrets);
  if (isRecord(cleaned)) return cleaned;
  const scalars = Object.entries(notification).filter(
    ([name, value]) =>
      typeof value !== 'object' && !secrets.includes(name) && cleanPayload(value, []) !== undefined,
  );
  return Object.fromEntries(scalars);
}

/** By whichever of its two places says the type: where the content was left out, a message may have it in either. */
function secretsOf({ type, resource, payloadNotIncluded }: Fields): readonly string[] {
  const typeId = isRecord(resource) ? resource['typeId'] : undefined;
  const other = isRecord(payloadNotIncluded) ? payloadNotIncluded['payloadType'] : undefined;
  return secretFields([type, other].filter((one) => typeof one === 'string').join(' '), typeId);
}
