import type { Json } from '../mapping/catalog.ts';

const longest = 100;

/** A value on one line, cut where it is longer than that. What it holds cannot steer the terminal. */
export function showValue(value: Json): string {
  const text = JSON.stringify(value).replaceAll(/\p{Cc}/gu, '\ufffd');
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
