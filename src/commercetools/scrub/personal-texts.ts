import { isRecord } from '../fields.ts';
import { type Common, isCommonKey, type Path, verdictOn } from './personal.ts';

/** A text of a delivery that may tell of a person, and where it stands. */
export interface PersonalText {
  readonly text: string;
  readonly path: Path;
}

/** Every text and number of a delivery that is not known to be of nobody; secrets, and names of fields that are none, too. */
export function personalTexts(value: unknown, common: Common): readonly PersonalText[] {
  const found: PersonalText[] = [];
  const visit = (part: unknown, path: Path, holder: unknown, isSecret: boolean): void => {
    if (Array.isArray(part)) {
      for (const [at, item] of part.entries()) visit(item, [...path, at], part, isSecret);
    } else if (isRecord(part)) {
      for (const [name, inner] of Object.entries(part)) {
        const within = [...path, name];
        if (!isCommonKey(name, path, common)) found.push({ text: name, path: within });
        visit(inner, within, part, isSecret || common.secrets.includes(name));
      }
    } else if (isSecret ? isTold(part) : verdictOn(part, path, holder, common) !== 'keep')
      found.push({ text: String(part), path });
  };
  visit(value, [], undefined, false);
  return found;
}

function isTold(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}
