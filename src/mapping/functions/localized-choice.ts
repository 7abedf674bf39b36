export interface TaggedText {
  readonly tag: string;
  readonly text: string;
}

/**
 * The text that fits the first wanted tag for which there is one; else the text whose tag comes first in the
 * alphabet, so that the order of the keys never matters; nothing where there are no texts.
 * A tag is fitted as RFC 4647 section 3.4 looks it up (de-AT, then de), and then by a tag that is more specific.
 */
export function chooseText(texts: readonly TaggedText[], wanted: readonly string[]): string | undefined {
  const sorted = texts
    .map(({ tag, text }) => ({ tag: canonical(tag), text }))
    .toSorted((a, b) => (a.tag < b.tag ? -1 : a.tag > b.tag ? 1 : 0));
  const fits = wanted.map((tag) => fitting(sorted, canonical(tag)));
  return (fits.find((fit) => fit !== undefined) ?? sorted[0])?.text;
}

/** `sorted`: in the order of their tags. */
function fitting(sorted: readonly TaggedText[], wanted: string): TaggedText | undefined {
  const ranges = withoutItsTails(wanted);
  const lookedUp = ranges.map((range) => firstIf(sorted, range, (tag) => tag === range));
  const moreSpecific = ranges.map((range) =>
    firstIf(sorted, `${range}-`, (tag, from) => tag.startsWith(from)),
  );
  return [...lookedUp, ...moreSpecific].find((text) => text !== undefined);
}

/** The first whose tag is not before another one, if it fits: both a sender's texts and its tags may be many. */
function firstIf(
  sorted: readonly TaggedText[],
  from: string,
  fits: (tag: string, from: string) => boolean,
): TaggedText | undefined {
  let [first, end] = [0, sorted.length];
  while (first < end) {
    const middle = Math.floor((first + end) / 2);
    if ((sorted[middle]?.tag ?? '') < from) first = middle + 1;
    else end = middle;
  }
  const found = sorted[first];
  return found !== undefined && fits(found.tag, from) ? found : undefined;
}

/** More than any tag has; a text with thousands would be as many texts of its length. */
const mostSubtags = 16;

/** `zh-hans-sg` gives itself, `zh-hans` and `zh`. */
function withoutItsTails(tag: string): readonly string[] {
  const parts = tag.split('-', mostSubtags);
  return parts.map((_, dropped) => parts.slice(0, parts.length - dropped).join('-'));
}

/** Tags do not differ by case (BCP 47); many systems write `_` for `-`. */
function canonical(tag: string): string {
  return tag.trim().toLowerCase().replaceAll('_', '-');
}
