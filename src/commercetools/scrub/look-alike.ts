import { otherDay, otherLocalDay, otherTime } from './dates.ts';
import { type Draw, drawOne, remembering } from './draw.ts';
import { alike, folded, inCaseOf } from './letters.ts';
import { lexicon, passingWord, type Words } from './lexicon.ts';
import { plainSpansOf, type Span, type SpanKind, spansOf } from './spans.ts';
import { urlLookAlike } from './url.ts';

/** What stands where a secret stood: it has no look-alike, since scanners would take one for a secret. */
export const removedSecret = 'removed';

/** Words of longer texts are the same only where a shorter text has them too: who knows the language could guess them. */
const longText = 200;

/** Gives a text another of the same shape; the same one for the same text. */
export type LookAlike = (text: string) => string;

/** Look-alikes for the texts of one delivery, which are all given before the first is made. */
export function lookAlikes(texts: readonly string[], draw: Draw): LookAlike {
  const words = wordsOf(texts);
  const other = lexicon(words, draw);
  const remembered = rememberedKinds(draw);
  const picture = remembering((one) => drawOne(alike(one), draw));
  const wordFor = (word: string, isLong: boolean): string => {
    const key = folded(word);
    const found = isLong && !words.shared.has(key) ? passingWord(key, words, draw) : other(key);
    const cased = inCaseOf(word.normalize('NFC'), found);
    return word === word.normalize('NFC') ? cased : cased.normalize('NFD');
  };
  const plain = (text: string, isLong = false): string =>
    plainSpansOf(text)
      .map(({ kind, text: part }) => {
        if (kind === undefined) return part;
        return kind === 'picture' ? picture(part) : wordFor(part, isLong);
      })
      .join('');
  const domain = domains(plain);
  const spanFor = ({ kind, text }: Span, isLong: boolean): string => {
    switch (kind) {
      case undefined:
        return text;
      case 'secret':
        return removedSecret;
      case 'url':
        return urlLookAlike(text, { domain, plain });
      case 'email':
        return text.replace(
          /^(.*)@(.*)$/s,
          (_, local: string, host: string) => `${plain(local)}@${domain(host)}`,
        );
      case 'phone':
        return spread(other(text.replace(/\D/g, '')), text);
      case 'word':
      case 'digits':
      case 'picture':
        return plain(text, isLong);
      default:
        return remembered[kind](text);
    }
  };
  return (text) => {
    const isLong = text.length > longText;
    return spansOf(text)
      .map((span) => spanFor(span, isLong))
      .join('');
  };
}

/** Digits in the places of those that were there. */
function spread(digits: string, original: string): string {
  let at = 0;
  return original.replace(/\d/g, () => digits[at++] ?? '0');
}

/** The first domain becomes example.com, every other one a part of it: different ones stay different. */
function domains(plain: LookAlike): LookAlike {
  let first: string | undefined;
  const known = remembering((domain) => {
    const [label = '', ...rest] = domain.split('.');
    if (rest.length === 0) return plain(domain);
    first ??= domain;
    return domain === first && /^[\x20-\x7e]*$/.test(domain) ? 'example.com' : `${plain(label)}.example.com`;
  });
  return (domain) => {
    const other = known(folded(domain));
    if (domain === domain.toLowerCase()) return other;
    return domain === domain.toUpperCase()
      ? other.toUpperCase()
      : `${other.charAt(0).toUpperCase()}${other.slice(1)}`;
  };
}

type RememberedKind = Exclude<SpanKind, 'secret' | 'url' | 'email' | 'phone' | 'word' | 'digits' | 'picture'>;

const timeParts = /^([\d-]{10})T([\d:.]+)/;

/** What has a form of its own, and no words in it. */
function rememberedKinds(draw: Draw): Readonly<Record<RememberedKind, LookAlike>> {
  const day = remembering((text) => otherDay(text, draw));
  const hexDigits = (text: string) => text.replace(/[0-9a-f]/g, () => '0123456789abcdef'.charAt(draw(16)));
  const uuid = remembering((id) =>
    // The digits that tell version and variant stay: some readers look at them.
    [...hexDigits(id)].map((digit, at) => (at === 14 || at === 19 ? id.charAt(at) : digit)).join(''),
  );
  const hex = remembering(hexDigits);
  const cased =
    (make: LookAlike): LookAlike =>
    (text) => {
      const made = make(text.toLowerCase());
      return text === text.toLowerCase() ? made : made.toUpperCase();
    };
  return {
    uuid: cased(uuid),
    hex: cased(hex),
    day,
    localDay: remembering((text) => otherLocalDay(text, draw)),
    time: remembering((text) =>
      text.replace(timeParts, (_, date: string, clock: string) => `${day(date)}T${otherTime(clock, draw)}`),
    ),
    // Networks that are kept for documentation: RFC 5737 and RFC 3849.
    ip4: remembering(() => `203.0.113.${1 + draw(254)}`),
    ip6: cased(remembering(() => `2001:db8::${(1 + draw(65_535)).toString(16)}`)),
  };
}

function wordsOf(texts: readonly string[]): Words {
  const [long, short] = [true, false].map((wanted) =>
    texts
      .filter((text) => text.length > longText === wanted)
      .flatMap((text) => spansOf(text).flatMap(wordsIn)),
  );
  const shared = new Set(short);
  return { shared, all: new Set([...(long ?? []), ...shared]) };
}

/** The folded words of a stretch that have look-alikes of their own. */
function wordsIn({ kind, text }: Span): readonly string[] {
  if (kind === 'word' || kind === 'digits') return [folded(text)];
  if (kind === 'phone') return [text.replace(/\D/g, '')];
  if (kind !== 'email' && kind !== 'url') return [];
  return plainSpansOf(text).flatMap((part) => (part.kind === undefined ? [] : [folded(part.text)]));
}
