import { RE2JS } from 're2js';
import { FunctionError } from '../functions/function-record.ts';
import { TooMuchError } from './bounded.ts';
import { timeLimit } from './limits.ts';
import { type Allowance, allowance } from './time-limit.ts';

/*
 * Patterns run on RE2's algorithm, whose time grows with the length of the text and never explodes as that of
 * RegExp may (https://github.com/google/re2/wiki/WhyRE2). Where the two read the same pattern differently, the pattern
 * is rewritten so that RegExp's meaning holds: `.`, `\s`, `\S`, `\b` in a class, `[` in a class, and letters that RE2
 * gives a meaning after a backslash. These differences are left, and a test lists them:
 * - text is read in whole characters: `.` takes an emoji at once, and half of one cannot be searched for;
 * - `\p{…}` and `\u{…}` mean what they mean in a RegExp with the flag u, and `\x{…}` is as `\u{…}`: to a RegExp without it,
 *   they are a letter that is repeated or followed by braces; `\c` without a letter behind it is a c;
 * - with the flag m, only a line feed ends a line; with the flag i, the Kelvin sign is a k and ſ is an s;
 * - a group in a repeat keeps what it last took, even if the last round went round it, and may take nothing;
 * - a count in braces goes up to 1000.
 */

/** One step takes about 40 ns at worst: no single search takes longer than about a tenth of a second. */
const mostSteps = 2_500_000;
/**
 * Milliseconds for all searches that one use of a pattern makes: each may go through the rest of a long text. First on the clock, then
 * as much again of work: a process that had to wait in between has done nothing yet that was too much.
 */
const mostTime = 50;
/** Instructions of a compiled pattern; ordinary patterns have fewer than 50, `\d{1,100}` has 200. */
const mostInstructions = 400;

const spaces = '\\t-\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff';
const notSpaces =
  '\\x00-\\x08\\x0e-\\x1f!-\\u009f\\u00a1-\\u167f\\u1681-\\u1fff\\u200b-\\u2027\\u202a-\\u202e\\u2030-\\u205e' +
  '\\u2060-\\u2fff\\u3001-\\ufefe\\uff00-\\u{10ffff}';

/** A hyphen beside `\s` is a hyphen and not a range, so the two are taken together. */
const piece = /-?\\[sS]-?|\\k<|\\.|\(\?<?[=!]|./gs;

interface Reading {
  readonly source: string;
  /** What RE2 cannot do, in the words of a message. */
  readonly refused: string | undefined;
}

const compiledPatterns = new WeakMap<RegExp, RE2JS>();

/** Takes the part of RegExp in jsonata, its option `RegexEngine`: the same results in linear time. */
export class LinearRegExp {
  lastIndex = 0;
  readonly #program: RE2JS;
  readonly #size: number;
  #search: { readonly text: string; readonly matcher: ReturnType<RE2JS['matcher']> } | undefined;
  #spent = 0;
  /** From the first long while on. */
  #time: Allowance | undefined;

  /**
   * Takes the RegExp that the parser built. Throws a FunctionError where it built something else (jsonata 2.2.2 does so
   * to the left of `?:` and `??`, and would then search for ever) and where `patternTrouble` has something to say.
   */
  constructor(pattern: unknown) {
    if (!(pattern instanceof RegExp)) {
      const hint = 'name the left side first: ($text := $replace(phone, / /, ""); $text ?: "none")';
      throw new FunctionError('a pattern cannot stand to the left of "?:" or "??"', hint);
    }
    const trouble = compiledPatterns.has(pattern) ? undefined : patternTrouble(pattern);
    if (trouble !== undefined) throw new FunctionError(trouble, 'write the pattern in another way');
    this.#program = compiled(pattern);
    this.#size = this.#program.programSize();
  }

  /** As RegExp's exec with the flag g. Throws a TooMuchError where the text is too long for the pattern. */
  exec(input: unknown): ((string | undefined)[] & { index: number }) | null {
    const text = String(input);
    const matcher = this.#find(text);
    this.lastIndex = matcher === undefined ? 0 : matcher.end(0);
    if (matcher === undefined) return null;
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group));
    return Object.assign(
      groups.map((group) => group ?? undefined),
      { index: matcher.start(0) },
    );
  }

  #find(text: string) {
    // As RegExp reads it: https://tc39.es/ecma262/#sec-tolength
    const from = Math.max(0, Math.trunc(Number(this.lastIndex)) || 0);
    if (from > text.length) return undefined;
    if (this.#size * (text.length - from) > mostSteps) throw tooMuch();
    const started = performance.now();
    if (this.#search?.text !== text) this.#search = { text, matcher: this.#program.matcher(text) };
    const { matcher } = this.#search;
    const found = matcher.find(from);
    this.#takeTime(performance.now() - started);
    return found ? matcher : undefined;
  }

  #takeTime(ms: number): void {
    if (this.#time?.isOver()) throw tooMuch();
    this.#spent += ms;
    if (this.#spent > mostTime) this.#time ??= allowance({ ...timeLimit, work: mostTime });
  }
}

/** Why the pattern cannot run in linear time: a sentence for its author; nothing where it can. */
export function patternTrouble(pattern: RegExp): string | undefined {
  const { refused } = reading(pattern.source);
  if (refused !== undefined)
    return `a pattern cannot have a ${refused}, because it could not run in linear time`;
  try {
    const size = compiled(pattern).programSize();
    if (size <= mostInstructions) return undefined;
    compiledPatterns.delete(pattern);
    return `the pattern is too large: its repeats make ${size} steps, and ${mostInstructions} are allowed`;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace('error parsing regexp: ', '') : 'not valid';
    return `the pattern is not valid for an engine that runs in linear time (RE2): ${reason}`;
  }
}

function compiled(pattern: RegExp): RE2JS {
  const known = compiledPatterns.get(pattern);
  if (known !== undefined) return known;
  const flags = (pattern.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) | (pattern.multiline ? RE2JS.MULTILINE : 0);
  const program = RE2JS.compile(RE2JS.translateRegExp(reading(pattern.source).source), flags);
  compiledPatterns.set(pattern, program);
  return program;
}

function reading(source: string): Reading {
  let inClass = false;
  let refused: string | undefined;
  const rewritten = source.replace(piece, (part) => {
    if (!inClass) refused ??= refusal(part);
    const result = inClass ? inClassPiece(part) : outsidePiece(part);
    if (part === '[') inClass = true;
    if (part === ']') inClass = false;
    return result;
  });
  return { source: rewritten, refused };
}

function refusal(part: string): string | undefined {
  if (part === '(?=' || part === '(?!') return 'look-ahead';
  if (part === '(?<=' || part === '(?<!') return 'look-behind';
  return part === '\\k<' || /^\\[1-9]/.test(part) ? 'back-reference' : undefined;
}

function outsidePiece(part: string): string {
  if (part === '.') return '[^\\n\\r\\u2028\\u2029]';
  if (/\\[sS]/.test(part)) return part.replace('\\s', `[${spaces}]`).replace('\\S', `[${notSpaces}]`);
  return plainLetter(part);
}

function inClassPiece(part: string): string {
  if (part === '[') return '\\[';
  if (part === '\\b') return '\\x08';
  if (part === '\\B') return 'B';
  const hyphens = part.replace(/^-(?=\\)|-$/g, part.length > 1 ? '\\-' : '-');
  if (/\\[sS]/.test(part)) return hyphens.replace('\\s', spaces).replace('\\S', notSpaces);
  return plainLetter(part);
}

/** RE2 has meanings for these, RegExp has none and takes the letter. */
function plainLetter(part: string): string {
  return /^\\[AazQEC]$/.test(part) ? part.slice(1) : part;
}

function tooMuch(): TooMuchError {
  return new TooMuchError(
    'the text is too long for this pattern',
    'shorten the text with $substring first, or simplify the pattern',
  );
}
