import { cleanPayload, secretFields } from './clean.ts';
import { isRecord } from './fields.ts';

/**
 * A notification without its secrets, for keeping it. One that no reader would take (nested too deeply, or with too
 * many values) is given back without its content, since it cannot be searched for secrets.
 */
export function withoutSecrets(
  notification: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { type, resource } = notification;
  const typeId = isRecord(resource) ? resource['typeId'] : undefined;
  const cleaned = cleanPayload(notification, secretFields(typeof type === 'string' ? type : '', typeId));
  if (isRecord(cleaned)) return cleaned;
  const scalars = Object.entries(notification).filter(([, value]) => typeof value !== 'object');
  return cleanPayload(Object.fromEntries(scalars), secretFields('', '')) as Readonly<Record<string, unknown>>;
}
