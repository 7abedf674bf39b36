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

function fitting(texts: readonly TaggedText[], wanted: string): TaggedText | undefined {
  const ranges = withoutItsTails(wanted);
  const lookedUp = ranges.map((range) => texts.find(({ tag }) => tag === range));
  const moreSpecific = ranges.map((range) => texts.find(({ tag }) => tag.startsWith(`${range}-`)));
  return [...lookedUp, ...moreSpecific].find((text) => text !== undefined);
}

/** `zh-hans-sg` gives itself, `zh-hans` and `zh`. */
function withoutItsTails(tag: string): readonly string[] {
  const parts = tag.split('-');
  return parts.map((_, dropped) => parts.slice(0, parts.length - dropped).join('-'));
}

/** Tags do not differ by case (BCP 47); many systems write `_` for `-`. */
function canonical(tag: string): string {
  return tag.trim().toLowerCase().replaceAll('_', '-');
}
