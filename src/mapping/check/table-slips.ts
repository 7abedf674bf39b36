import type { Issue } from '../../report/issue.ts';
import type { MapNode } from '../yaml/document.ts';

/** Tells of lines of a table that are written as in a mapping: a table takes all of it for text. */
export function tableSlips({ entries }: MapNode): readonly Issue[] {
  return entries.flatMap(({ key, keyPlace, value }): readonly Issue[] => {
    const about = key.endsWith('?') ? [{ place: keyPlace, ...optional(key) }] : [];
    const words = value.kind === 'scalar' ? wordsOf(key, String(value.value)) : undefined;
    const all = words === undefined ? about : [...about, { place: value.place, ...words }];
    return all.map((one) => ({ code: 'unusual-name', severity: 'warning', ...one }));
  });
}

type Words = Pick<Issue, 'message' | 'hint'>;

function optional(key: string): Words {
  return {
    message: `to a table, the "?" of "${key}" is a part of the key`,
    hint: 'take it away: what a table does not hold has no value',
  };
}

function wordsOf(key: string, text: string): Words | undefined {
  const inner = /^(["'])(.*)\1$/s.exec(text)?.[2];
  if (inner !== undefined)
    return {
      message: 'a table holds texts, and these quotes would be a part of it',
      hint: `write ${key}: ${inner}`,
    };
  if (!/^\$[A-Za-z]/.test(text)) return undefined;
  return {
    message: 'a table holds no expressions: this would be sent as it stands here',
    hint: 'write the text itself',
  };
}
