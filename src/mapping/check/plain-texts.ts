import type { Issue } from '../../report/issue.ts';
import { plainTextKeys } from '../compile-calls.ts';
import type { Field } from '../fields.ts';
import type { OutputContract } from '../output.ts';
import { placeholder } from '../types/slips.ts';

/** Tells of plain texts of a call, such as the name of an event, that look as if an expression was meant, or a known event. */
export function plainTextIssues(
  fields: readonly Field[],
  nearEvent: OutputContract['nearEvent'],
): readonly Issue[] {
  return fields.flatMap(({ name, value }): readonly Issue[] => {
    if (!plainTextKeys.includes(name) || value.kind !== 'constant' || typeof value.value !== 'string')
      return [];
    const words = wordsOf(name, value.value) ?? (name === 'event' ? nearly(nearEvent) : undefined);
    return words === undefined
      ? []
      : [{ code: 'unusual-name', severity: 'warning', place: value.place, ...words }];
  });
}

/** A name behind $, a path, or texts that are joined. */
const expression = /^\$|^[a-z]\w*(?:\.[A-Za-z]\w*)+$|["']\s*&|&\s*["']/;

function wordsOf(name: string, text: string): Pick<Issue, 'message' | 'hint'> | undefined {
  const [, inner] = /^(?:"(.*)"|'(.*)')$/s.exec(text)?.filter((part) => part !== undefined) ?? [];
  if (inner !== undefined)
    return {
      message: `"${name}" is plain text, and these quotes would be a part of it`,
      hint: `write ${name}: ${inner}`,
    };
  if (!placeholder.test(text) && !expression.test(text)) return undefined;
  return {
    message: `"${name}" is plain text: this would be sent as it stands here`,
    hint: 'write the text itself; for a second one write a call of its own, in a file with a "when:" of its own',
  };
}

function nearly(event: OutputContract['nearEvent']): Pick<Issue, 'message' | 'hint'> | undefined {
  if (event === undefined) return undefined;
  return {
    message: 'this is nearly the name of an event that is known, and would be an event of your own',
    hint: `did you mean ${event.name}? If not, write a schema for it into ${event.folder}`,
  };
}
