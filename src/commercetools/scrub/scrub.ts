import { type Fields, isRecord } from '../fields.ts';
import type { Draw } from './draw.ts';
import { lookAlikes, removedSecret } from './look-alike.ts';
import { numberLookAlikes } from './numbers.ts';
import { type Common, isCommonKey, type Path, verdictOn } from './personal.ts';
import { personalTexts } from './personal-texts.ts';
import { isKeyOfPerson } from './survivors.ts';

/** A delivery that tells of nobody, and how much was done for it. */
export interface Scrubbed {
  readonly notification: Fields;
  readonly replaced: number;
  readonly removed: number;
}

/**
 * A notification in which every value that may tell of a person is replaced by one of the same shape, the same value by
 * the same one, and from which secrets are gone. Structure, and values that tell of nobody, stay.
 */
export function scrubNotification(notification: Fields, common: Common, draw: Draw): Scrubbed {
  const personal = personalTexts(notification, common);
  const text = lookAlikes(
    personal.map(({ text: one }) => one),
    draw,
  );
  const number = numberLookAlikes(draw);
  const isPersonalKey = isKeyOfPerson(personal);
  const counts = { replaced: 0, removed: 0 };
  const scrub = (value: unknown, path: Path, holder: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item, at) => scrub(item, [...path, at], value));
    if (isRecord(value)) {
      const kept = Object.entries(value).filter(([name]) => !common.secrets.includes(name));
      counts.removed += Object.keys(value).length - kept.length;
      return Object.fromEntries(
        kept.map(([name, part]) => {
          const isCommon = isCommonKey(name, path, common) && !isPersonalKey(name, path, common);
          return [isCommon ? name : text(name), scrub(part, [...path, name], value)];
        }),
      );
    }
    switch (verdictOn(value, path, holder, common)) {
      case 'keep':
        return value;
      case 'remove':
        counts.removed++;
        return typeof value === 'number' ? 0 : removedSecret;
      case 'replace':
        counts.replaced++;
        return typeof value === 'number' ? number(value) : text(String(value));
    }
  };
  const scrubbed = scrub(notification, [], undefined);
  return { notification: isRecord(scrubbed) ? scrubbed : {}, ...counts };
}
