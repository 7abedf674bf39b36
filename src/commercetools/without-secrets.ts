import { cleanPayload, secretFields } from './clean.ts';
import { type Fields, isRecord } from './fields.ts';

/**
 * A notification without its secrets, for keeping it, and else as it came: what is wrong with it is told in the same words
 * when it comes again. One that no reader would take (nested too deeply, with too many values, or with a number that is
 * none) is given back without its content, since it cannot be searched for secrets.
 */
export function withoutSecrets(notification: Fields): Fields {
  const secrets = secretsOf(notification);
  if (cleanPayload(notification, secrets) !== undefined)
    return JSON.parse(
      JSON.stringify(notification, (name, part) => (secrets.includes(name) ? undefined : part)),
    );
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
