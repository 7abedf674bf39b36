import type { Ast } from '../language/ast.ts';

/** How closely the words of a phrase hang together: those of a lower rank can stand within those of a higher one. */
export const ranks = {
  /** A path, a text, a number. */
  word: 0,
  /** `the sum of …` */
  of: 1,
  /** `… in small letters` */
  behind: 2,
  comparison: 3,
  and: 4,
  or: 5,
  /** `…, or else …` */
  alternative: 6,
  /** All others. */
  sentence: 7,
} as const;

/** Words for a part of an expression, in Markdown. */
export interface Phrase {
  readonly text: string;
  readonly rank: number;
  /** Of a list that is written out: its items. */
  readonly items?: readonly Phrase[];
}

/** Words for a part of an expression; nothing for a form that is rare. */
export type InWords = (node: Ast) => Phrase | undefined;

export function phrase(text: string, rank: keyof typeof ranks = 'word'): Phrase {
  return { text, rank: ranks[rank] };
}

/** As a part of other words: in brackets, where it would run into them. */
export function within(part: Phrase, most: keyof typeof ranks = 'word'): string {
  return part.rank <= ranks[most] ? part.text : `(${part.text})`;
}

/** The same; of a list that is written out its items, as they are told. */
export function itemsWithin(part: Phrase): string {
  return part.items === undefined ? within(part, 'of') : listed(part.items.map((item) => within(item)));
}

/** `a, b and c` */
export function listed(texts: readonly string[], word = 'and'): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** As Markdown code, with more backquotes around it than it has inside. */
export function code(text: string): string {
  const fence = '`'.repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return fence.length === 1 ? `\`${text}\`` : `${fence} ${text} ${fence}`;
}
