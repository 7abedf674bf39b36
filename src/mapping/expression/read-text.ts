import { compileAst } from '../compiled/compiled.ts';
import type { JsonataError } from '../language/jsonata-error.ts';
import { usedNames } from '../language/used-names.ts';
import { syntaxTrouble, type Trouble } from './expression-trouble.ts';
import { foreignOperator, type Habit, openPattern, silentHabit } from './habits.ts';
import { isJsonataError, type Reference, readReference } from './reference.ts';
import { syntaxIndex } from './token-index.ts';

/** What is the same for every expression of the same text; or why JSONata cannot read it, and from which character on. */
export type Read =
  | {
      readonly ok: true;
      readonly ast: Reference['ast'];
      readonly names: readonly string[];
      readonly made: () => ReturnType<typeof compileAst>;
    }
  | ({ readonly ok: false } & Habit);

/** Read before in this process: who edits a mapping builds a catalog anew with each key, of the same expressions but one. */
const knownTexts = new Map<string, Read>();

/** More than a catalog of everything needs. What is kept of a text takes a hundred times its memory. */
const mostCharacters = 300_000;
/** That short texts take more than their length. */
const leastCharacters = 100;
let characters = 0;

/** Reads the text of an expression, once for all that have the same. */
export function readText(text: string): Read {
  const known = knownTexts.get(text);
  if (known !== undefined) return known;
  const read = readAnew(text);
  if (characters > mostCharacters) {
    knownTexts.clear();
    characters = 0;
  }
  characters += Math.max(text.length, leastCharacters);
  knownTexts.set(text, read);
  return read;
}

const tooDeep: Trouble = {
  code: 'expression-syntax',
  message: 'the expression is nested too deeply, or too long',
  hint: 'name its parts under "let:"',
};

const empty: Trouble = {
  code: 'expression-syntax',
  message: 'no expression stands here',
  hint: `write it behind its key, or below the "|", two blanks further to the right; for empty text write '""'`,
};

function readAnew(text: string): Read {
  if (text.trim() === '') return { ok: false, index: 0, trouble: empty };
  const habit = silentHabit(text);
  if (habit !== undefined) return { ok: false, ...habit };
  try {
    const { ast } = readReference(text);
    // Most expressions of a catalog may never be met by an instance: each is compiled when it first is.
    let known: ReturnType<typeof compileAst> | undefined;
    const made = () => {
      known ??= compileAst(ast);
      return known;
    };
    return { ok: true, ast, names: usedNames(ast), made };
  } catch (error) {
    return { ok: false, ...unreadable(text, isJsonataError(error) ? error : {}) };
  }
}

function unreadable(text: string, error: JsonataError): Habit {
  const index = syntaxIndex(text, error);
  const trouble = error.code === undefined ? tooDeep : syntaxTrouble(error);
  return foreignOperator(text, index) ?? openPattern(text, error) ?? { index, trouble };
}
