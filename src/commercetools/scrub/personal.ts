import { type Fields, isRecord } from '../fields.ts';
import { spansOf } from './spans.ts';

/**
 * What is documented of a place in a delivery: a set of names that commercetools chooses, a number, anything else, or
 * nothing.
 */
export type Knowledge = 'enumerated' | 'number' | 'documented' | 'unknown';

/** Names and positions from the delivery inwards. */
export type Path = readonly (string | number)[];

/** What is known before any delivery comes, and therefore of nobody. */
export interface Common {
  readonly knowledgeOf: (path: Path) => Knowledge;
  /** Types of deliveries and of resources, as commercetools names them. */
  readonly names: ReadonlySet<string>;
  /** Texts that stand in the mapping files: what a mapping compares with, or looks up. */
  readonly literals: ReadonlySet<string>;
  /** Names of fields that stand in the mapping files. */
  readonly fields: ReadonlySet<string>;
  /** Fields that no mapping may see. */
  readonly secrets: readonly string[];
}

/** What is done with a value: it is common, it may tell of a person, or it is a secret. */
export type Verdict = 'keep' | 'replace' | 'remove';

/**
 * What is done with a scalar at a path, within the object that holds it. Kept is only what is known to be of nobody:
 * names that commercetools chooses, countries, currencies, locales, documented times and numbers, amounts of money, what
 * stands in the mapping files, and what says nothing (true, false, null, 0, 1, blank). Everything else is replaced.
 */
export function verdictOn(value: unknown, path: Path, holder: unknown, common: Common): Verdict {
  const name = nameOf(path);
  if (typeof value === 'boolean' || value === null) return 'keep';
  const isSecret = secretName.test(name) && common.knowledgeOf(path) !== 'enumerated';
  if (typeof value === 'number') {
    if (isSecret) return 'remove';
    return isCommonNumber(value, path, holder, common) ? 'keep' : 'replace';
  }
  if (typeof value !== 'string' || isEmpty(value)) return 'keep';
  if (isSecret) return 'remove';
  return isCommonText(value, path, holder, common) ? 'keep' : 'replace';
}

/** Whether the name of a field is documented, stands in a mapping, or at least has the form of a name and of no id. */
export function isCommonKey(key: string, path: Path, common: Common): boolean {
  const isKnown = common.knowledgeOf([...path, key]) !== 'unknown' || isNamedInMappings(key, common);
  return isKnown || (/^[A-Za-z_][\w-]{0,63}$/.test(key) && !isOfId(key));
}

/** Whether a stretch of a name is what tells one from all others: an id, a token, a telephone number. */
function isOfId(key: string): boolean {
  return spansOf(key).some(({ kind, text }) =>
    kind === 'digits' ? text.length >= longNumber : kind !== undefined && kind !== 'word',
  );
}

/** Words of digits that are shorter are met by chance, such as numbers of houses. */
export const longNumber = 5;

export function isNamedInMappings(key: string, { fields, literals }: Common): boolean {
  return fields.has(key) || literals.has(key);
}

/** Names of fields that hold a secret wherever they stand. */
const secretName =
  /passw(or)?d|passphrase|secret|token|credential|authorization|cookie|api[_-]?key|access[_-]?key|private[_-]?key|cvv|cvc/i;

function isCommonText(value: string, path: Path, holder: unknown, common: Common): boolean {
  const name = nameOf(path);
  const knowledge = common.knowledgeOf(path);
  if (knowledge === 'enumerated') return /^[A-Za-z][A-Za-z0-9-]{0,63}$/.test(value);
  if (knowledge === 'documented' && isTime(value)) return !/birth/i.test(name);
  if (typeNames.has(name) && common.names.has(value)) return true;
  if (path.join('.') === 'resource.typeId') return /^[a-z]{1,40}(-[a-z]{1,40}){0,4}$/.test(value);
  if (formOf(name)?.test(value) === true) return true;
  if (isMoney(holder) && /^(cent|high)Precision$/.test(value)) return true;
  return common.literals.has(value) && (isNameOfField(path, holder) || !alwaysPersonal.test(name));
}

/**
 * Messages about a custom field have its name where others have that of a person or a company.
 * https://docs.commercetools.com/api/projects/messages/customer-messages#customer-custom-field-added
 */
function isNameOfField(path: Path, holder: unknown): boolean {
  const type = isRecord(holder) ? holder['type'] : undefined;
  return path.join('.') === 'name' && /CustomField(Added|Changed|Removed)$/.test(String(type));
}

function isCommonNumber(value: number, path: Path, holder: unknown, { knowledgeOf }: Common): boolean {
  if (value === 0 || value === 1 || !Number.isFinite(value)) return true;
  if (isMoney(holder) && moneyNumbers.has(nameOf(path))) return true;
  // A number where a text is documented may be that of a telephone, of a house or of a customer.
  return knowledgeOf(path) === 'number' && !path.includes('coordinates');
}

const typeNames: ReadonlySet<string> = new Set(['type', 'payloadType', 'typeId', 'notificationType']);
const moneyNumbers: ReadonlySet<string> = new Set(['centAmount', 'preciseAmount', 'fractionDigits']);

/** A mapping may compare these too; a person who bears such a name is one nevertheless. */
const alwaysPersonal = /name$|email|phone|mobile|fax|street|birth/i;

function formOf(name: string): RegExp | undefined {
  if (/^country$/i.test(name)) return /^[A-Z]{2}$/;
  if (/^currency(Code)?$/i.test(name)) return /^[A-Z]{3}$/;
  return /^(locale|language)$/i.test(name) ? /^[a-z]{2}([-_][A-Za-z]{2,4}){0,2}$/ : undefined;
}

function isTime(value: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/.test(value);
}

/** Nothing that tells one person from another: blanks, punctuation, zeros. */
function isEmpty(value: string): boolean {
  return /^0+$/.test(value) || !/[\p{L}\p{N}\u{1F000}-\u{1FBFF}]/u.test(value);
}

function isMoney(holder: unknown): holder is Fields {
  return isRecord(holder) && typeof holder['currencyCode'] === 'string' && 'fractionDigits' in holder;
}

/** The name of the field, also of an item of a list. */
function nameOf(path: Path): string {
  return String(path.findLast((step) => typeof step === 'string') ?? '');
}
