import type { Issue } from '../report/issue.ts';
import type { Place } from '../report/place.ts';
import { compileSchema, type JsonSchema } from '../schema.ts';
import { type DocumentNode, plainValue } from './yaml/document.ts';

/** Holds a mapping file against the grammar of mapping files. */
export function formCheck(grammar: JsonSchema): (root: DocumentNode) => readonly Issue[] {
  const validate = compileSchema(grammar);
  return (root) => {
    const problems = validate(plainValue(root));
    const unknown = problems.filter(({ unknownKey }) => unknownKey !== undefined);
    // A misspelt key is missing under its right name too: saying so would only hide the cause.
    const others = problems.filter(
      ({ steps, unknownKey }) =>
        unknownKey === undefined && !unknown.some((one) => one.steps.join('/') === steps.join('/')),
    );
    return [...unknown, ...others].map(({ steps, message, hint, unknownKey }) => ({
      code: unknownKey === undefined ? 'mapping-shape' : 'unknown-key',
      severity: 'error',
      message: steps.length === 0 || unknownKey !== undefined ? message : `${steps.join('.')}: ${message}`,
      place: placeAt(root, steps, unknownKey),
      hint:
        dashes(message) ??
        (steps.length === 0 ? (noColons(message) ?? outside(unknownKey)) : counterpart(unknownKey, hint)) ??
        hint ??
        'see mappings/README.md for what a mapping file holds',
    }));
  };
}

/** What one kind of call has in place of what another has. */
const counterparts: Readonly<Record<string, string>> = { traits: 'properties', properties: 'traits' };

function counterpart(key: string | undefined, known = ''): string | undefined {
  const other = key === undefined ? undefined : counterparts[key];
  const below = isOwn(key, known) ? /\b(?:traits|properties)\b/.exec(known)?.[0] : undefined;
  if (other === undefined && below !== undefined)
    return `what is told stands below "${below}:", two blanks further to the right; ${known}`;
  if (other === undefined || !known.split(/[ ,]+/).includes(other)) return undefined;
  return `did you mean "${other}"? This call has no ${key}`;
}

/** Whether a key of a call seems to be a field of the author's own. */
function isOwn(key = '', known: string): boolean {
  return (
    known.startsWith('known here: userId') &&
    !ofCalls.test(key) &&
    !/^(messageId|name|category)\??$/.test(key)
  );
}

/** Fields that are written as a list. */
function dashes(message: string): string | undefined {
  const isList = /^expected a map of fields(?: or text)?; found a list$/.test(message);
  return isList
    ? 'take away the dashes that its lines begin with, or the brackets: they make a list'
    : undefined;
}

/** A file of lines that YAML takes for one text. */
function noColons(message: string): string | undefined {
  const isText = message === 'expected a map of fields; found text';
  return isText ? 'write on each line a key, a colon, a blank and the value' : undefined;
}

const ofCalls = /^(userId|anonymousId|groupId|previousId|traits|properties|event|context|timestamp)\??$/;

/** A part of a call that stands beside the call. */
function outside(key = ''): string | undefined {
  return ofCalls.test(key) ? 'indent it: it belongs below a call, such as "identify:"' : undefined;
}

function placeAt(node: DocumentNode, steps: readonly string[], key: string | undefined): Place {
  const [step, ...rest] = steps;
  const name = step ?? key;
  if (name === undefined) return node.place;
  if (node.kind === 'list') {
    const item = node.items[Number(name)];
    return item === undefined ? node.place : placeAt(item, rest, key);
  }
  const entry = node.kind === 'map' ? node.entries.find((one) => one.key === name) : undefined;
  if (entry === undefined) return node.place;
  return step === undefined || (rest.length === 0 && key === undefined)
    ? entry.keyPlace
    : placeAt(entry.value, rest, key);
}
