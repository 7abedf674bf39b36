import type { Issue } from '../../report/issue.ts';
import type { Place } from '../../report/place.ts';

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

/** What YAML's own error means for the author of a mapping with this text. */
export function syntaxIssue(code: string, place: Place, text: string): Issue {
  const lines = text.split(/\r?\n/);
  const at =
    mergeMark(lines, place) ??
    openQuote(lines, place, code) ??
    openBracket(lines, place) ??
    lineTooDeep(lines, place);
  if (at !== undefined) return { code: 'yaml-syntax', severity: 'error', ...at };
  const here = lines[place.line - 1] ?? '';
  const [sentence, hint] = (/^ *\t+ *\S/.test(here)
    ? words['TAB_AS_INDENT']
    : ['MISSING_CHAR', 'MULTILINE_IMPLICIT_KEY', 'UNEXPECTED_TOKEN'].includes(code)
      ? unfinished(here)
      : undefined) ??
    words[code] ?? ['this is not valid YAML', inABlock];
  const isPlainText = isTable(place)
    ? [inABlock, quoteWhole].includes(hint)
    : hint === inABlock && (/^ *(?:- )?(?:description|event):/.test(here) || isBelowNeeds(lines, place));
  const isCall =
    code === 'DUPLICATE_KEY' && /^(?:identify|track|group|page|screen|alias):| event:/.test(here);
  const isApostrophe =
    code === 'UNEXPECTED_TOKEN' && hint === quoteWhole && /^ *(?:- )?[\w.-]+\??: +'/.test(here);
  const todo = isApostrophe
    ? twice
    : isPlainText
      ? 'put the whole text in quotes: "…"'
      : isCall
        ? severalCalls
        : hint;
  return { code: 'yaml-syntax', severity: 'error', message: sentence, place, hint: todo };
}

/** Whether a file holds texts, and no expressions. */
export function isTable({ file }: Place): boolean {
  return file.startsWith('mappings/tables/');
}

const twice = `within single quotes an apostrophe is written twice: ''; or ${asBlock}`;
const severalCalls =
  'several calls of one kind are a list below one key: each begins with "- ", and the rest of it stands two blanks further to the right';

/** Whether a line is a reason, and no expression. */
function isBelowNeeds(lines: readonly string[], { line }: Place): boolean {
  return (
    lines
      .slice(0, line)
      .findLast((text) => /^\w/.test(text))
      ?.startsWith('needs:') === true
  );
}

/** Trouble that has its cause at another place than the one where YAML gave up. */
type Elsewhere = Pick<Issue, 'message' | 'hint'> & { readonly place: Place };

/** A line that git wrote into the file. */
function mergeMark(lines: readonly string[], { file }: Place): Elsewhere | undefined {
  const index = lines.findIndex((one) => /^(?:<{7}|={7}|>{7})(?: |$)/.test(one));
  const message = 'this is a mark of git: two versions of the file were not merged';
  const hint = 'keep one of the versions between <<<<<<< and >>>>>>>, and delete these marks and the =======';
  return index < 0 ? undefined : { message, hint, place: { file, line: index + 1, column: 1 } };
}

/** A value in quotes that ends nowhere: YAML looks for its end in the lines below. */
function openQuote(lines: readonly string[], { file, line }: Place, code: string): Elsewhere | undefined {
  if (code !== 'MISSING_CHAR') return undefined;
  const before = lines.slice(0, line).map((text, index) => ({ text, line: index + 1 }));
  for (const { text, line } of before.reverse()) {
    const [key, quote] = /^ *(?:- )?[\w.-]+\??: +(?=(["']))/.exec(text) ?? [];
    if (key === undefined || quote === undefined) continue;
    if (text.replaceAll('\\"', '').split(quote).length % 2 === 1) return undefined;
    const place = { file, line, column: key.length + 1 };
    return {
      message: 'a quote begins here and never ends',
      hint: `close it with ${quote} at the end`,
      place,
    };
  }
  return undefined;
}

/** A list or a map in one line that ends nowhere: YAML looks for its end in the lines below. */
function openBracket(lines: readonly string[], { file, line }: Place): Elsewhere | undefined {
  // The last key with a value before the trouble; what stands in quotes opens nothing.
  const index = lines
    .slice(0, line)
    .findLastIndex((text, at) => at < line - 1 && /^ *(?:- )?[\w.-]+\??:/.test(text));
  const [, key = '', value = ''] = /^( *(?:- )?[\w.-]+\??: +)([[{].*)$/.exec(lines[index] ?? '') ?? [];
  const inside = [value, ...lines.slice(index + 1, line - 1)]
    .join('\n')
    .replace(/"(?:[^"\\]|\\.)*"|'[^']*'|(?:^|\s)#.*/g, '');
  const opened = inside.match(/[[{]/g)?.length ?? 0;
  if (opened <= (inside.match(/[\]}]/g)?.length ?? 0)) return undefined;
  const close = value.startsWith('[') ? ']' : '}';
  return {
    message: 'a bracket begins here and is never closed',
    hint: `close it with ${close}; an expression that begins with a bracket stands in single quotes, as a whole`,
    place: { file, line: index + 1, column: key.length + 1 },
  };
}

/** A key and a value that nothing parts. */
function unfinished(line: string): readonly [sentence: string, hint: string] | undefined {
  if (/^ *(?:- )?[\w.-]+\??:\S/.test(line))
    return [
      'no blank stands behind the colon',
      'write the key, a colon, a blank and the value; the "?" of an optional field stands before the colon',
    ];
  const [, sign] = /^ *(?:- )?[\w.-]+\?? *(:?=>?|->|：)/.exec(line) ?? [];
  if (sign !== undefined)
    return [`"${sign}" stands where a colon belongs`, 'write the key, a colon, a blank and the value'];
  if (/^ *(?:- )?(["']).+\1\?:/.test(line))
    return ['the "?" stands behind the quotes of a key', "write it within them: 'name?':"];
  return /^ *(?:- )?[\w.-]+\??(?: +[^\s:]+)?$/.test(line)
    ? ['no colon stands behind the key', 'write the key, a colon, a blank and the value']
    : undefined;
}

const tooDeep =
  'let both begin in the same column; below a key, only a line that ends with its colon may have deeper ones';

const keyed = /^( *)(?:- )?[\w.-]+\??:(?: (.*))?$/;

/** A key that stands deeper than the key and value before it, at the place of the trouble or behind it; comments may be between. */
function lineTooDeep(lines: readonly string[], { file, line }: Place): Elsewhere | undefined {
  const lineBefore = (at: number) =>
    lines.slice(0, at - 1).findLastIndex((text) => /^ *[^\s#]/.test(text)) + 1;
  const next = lines.findIndex((text, index) => index >= line && /^ *[^\s#]/.test(text)) + 1;
  const number = [line, line + 1, next].find((at) => {
    const [before, here] = [keyed.exec(lines[lineBefore(at) - 1] ?? ''), keyed.exec(lines[at - 1] ?? '')];
    const isComplete = /^[^\s#|>]/.test(before?.[2] ?? '') && !/:( |$)/.test(before?.[2] ?? '');
    return isComplete && (here?.[1] ?? '').length > (before?.[1] ?? '').length;
  });
  if (number === undefined) return undefined;
  const before = lineBefore(number);
  const named = before === number - 1 ? 'the line before' : `line ${before}`;
  const column = (lines[number - 1] ?? '').search(/\S/) + 1;
  return {
    message: `this line begins further to the right than ${named}, which is complete`,
    hint: tooDeep,
    place: { file, line: number, column },
  };
}

const foreignBlank =
  /^(?: *)(?=[\u00a0\u2000-\u200b\u202f\u3000])|(?<=^ *[\w.-]+\??:)(?=[\u00a0\u2000-\u200b\u202f\u3000])/m;

/** Where a sign that only looks like a blank stands for one: before a key, or behind its colon. */
export function foreignBlankIn(text: string): number | undefined {
  const found = foreignBlank.exec(text);
  return found === null ? undefined : found.index + found[0].length;
}

export function foreignBlankIssue(place: Place): Issue {
  const message = 'this looks like a blank, but is a sign that YAML takes for text';
  const hint =
    'delete it and type blanks; such signs come with text that is copied from a page or a document';
  return { code: 'yaml-syntax', severity: 'error', message, place, hint };
}

/** What is read of a file that is not UTF-8, at the first sign that was lost. */
export function encodingIssue(file: string, text: string): Issue | undefined {
  const lost = text.search(/[\ufffd\0]/);
  if (lost < 0) return undefined;
  const before = text.slice(0, lost).split('\n');
  const place = { file, line: before.length, column: (before.at(-1) ?? '').length + 1 };
  const message = 'the file is not UTF-8: this sign cannot be read';
  const hint = 'save the file again with the encoding UTF-8, and mend the signs that were lost';
  return { code: 'file-encoding', severity: 'error', message, place, hint };
}

/** YAML's own parser takes such a file for one line, and complains of a second colon. */
export function lineEndIssue(file: string, text: string): Issue | undefined {
  const column = text.indexOf('\r') + 1;
  if (column === 0 || text.includes('\n')) return undefined;
  const message = 'the lines of this file end as on old Macs: YAML takes all of it for one line';
  const hint = 'save the file again with line ends of Unix (LF) or Windows (CRLF)';
  return { code: 'yaml-syntax', severity: 'error', message, place: { file, line: 1, column }, hint };
}

/** Valid YAML that a mapping file does not use. */
export function unsupportedIssue(message: string, place: Place, hint: string): Issue {
  return { code: 'yaml-unsupported', severity: 'error', message, place, hint };
}

/** What belongs into a mapping file. */
export const mappingHas =
  'a mapping has a "description:", an "on:" and at least one call, such as "identify:"';

export function emptyIssue(place: Place, hint: string): Issue {
  return { code: 'mapping-shape', severity: 'error', message: 'the file is empty', place, hint };
}
