import type { Json } from '../../mapping/catalog.ts';
import { oneLine } from '../../mapping/explain/words.ts';

const longest = 100;

/** A value on one line, cut where it is longer than that. */
export function showValue(value: Json): string {
  return cut(JSON.stringify(value));
}

/** An expression on one line, cut where it is longer than that: its place says where all of it stands. */
export function showText(text: string): string {
  return cut(oneLine(text));
}

/** What a delivery or a file holds cannot steer the terminal. */
function cut(text: string): string {
  const line = text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
  return line.replaceAll(/\p{Cc}/gu, '\ufffd');
}
