import type { Content } from '../commercetools/notification.ts';
import type { Told } from './told.ts';

/**
 * What came, for the dead letters: a notification; else the item of a list, without those beside it, whose secrets nobody would
 * take out of a text; else the whole text.
 */
export function cameOf(content: Content, wholeText: () => string): NonNullable<Told['came']> {
  if (content.kind === 'notification') return { notification: content.notification };
  return { body: 'item' in content ? JSON.stringify(content.item) : wholeText() };
}
