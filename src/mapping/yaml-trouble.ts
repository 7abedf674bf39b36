import type { Issue } from '../report/issue.ts';
import type { Place } from '../report/place.ts';

const asBlock =
  'write the expression as a block: the key, a colon and "|", then the expression indented on the next line';
const inABlock = `in an expression, ${asBlock}`;
const quoteWhole = `put the whole expression in single quotes, or ${asBlock}`;

const words: Readonly<Record<string, readonly [sentence: string, hint: string]>> = {
  BAD_INDENT: [
    'the indentation does not fit, or a bracket is not closed',
    `lines of one level begin in the same column; ${inABlock}`,
  ],
  TAB_AS_INDENT: ['a tab is used for indentation', 'indent with blanks: two per level'],
  DUPLICATE_KEY: ['this key is already used in the same place', 'remove one of the two, or rename it'],
  BLOCK_AS_IMPLICIT_KEY: ['a colon followed by a blank begins a second key on this line', inABlock],
  MISSING_CHAR: ['a quote, a colon or a bracket is missing', inABlock],
  BAD_SCALAR_START: ['a value cannot begin with this character', quoteWhole],
  UNEXPECTED_TOKEN: ['the value ended before this', quoteWhole],
  BAD_DQ_ESCAPE: [
    'this backslash means nothing to YAML inside double quotes',
    'use single quotes around the text',
  ],
  MULTILINE_IMPLICIT_KEY: ['a key must stand on one line', inABlock],
  TAG_RESOLVE_FAILED: ['tags such as !name are not supported', quoteWhole],
};

/** What YAML's own error means for the author of a mapping. */
export function syntaxIssue(code: string, place: Place): Issue {
  const [sentence, hint] = words[code] ?? ['this is not valid YAML', inABlock];
  return { code: 'yaml-syntax', severity: 'error', message: sentence, place, hint };
}

/** Valid YAML that a mapping file does not use. */
export function unsupportedIssue(message: string, place: Place, hint: string): Issue {
  return { code: 'yaml-unsupported', severity: 'error', message, place, hint };
}

export function emptyIssue(place: Place): Issue {
  const hint = 'a mapping has a "description:", an "on:" and at least one call, such as "identify:"';
  return { code: 'mapping-shape', severity: 'error', message: 'the file is empty', place, hint };
}
