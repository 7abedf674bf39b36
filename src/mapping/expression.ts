import type { Issue } from '../report/issue.ts';
import { compileAst } from './compiled/compiled.ts';
import { type Expression, type ExpressionSource, evaluation, issueAt } from './evaluation.ts';
import { syntaxTrouble, type Trouble } from './expression-trouble.ts';
import { foreignOperator, openPattern, silentHabit } from './habits.ts';
import type { JsonataError } from './jsonata-error.ts';
import { isJsonataError, type Reference, readReference } from './reference.ts';
import { syntaxIndex } from './token-index.ts';
import { usedNames } from './used-names.ts';

export { type Evaluation, type Expression, type ExpressionSource, issueAt } from './evaluation.ts';

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

/** Compiles an expression once; gives an issue with its place where JSONata cannot read it. */
export function compileExpression(
  source: ExpressionSource,
): { readonly ok: true; readonly expression: Expression } | { readonly ok: false; readonly issue: Issue } {
  if (source.text.trim() === '') return { ok: false, issue: issueAt(source, 0, empty) };
  const habit = silentHabit(source.text);
  if (habit !== undefined) return { ok: false, issue: issueAt(source, habit.index, habit.trouble) };
  const read = readAs(source.text);
  if (!read.ok) return { ok: false, issue: unreadable(source, read.error) };
  const { reference, names, made } = read;
  const { ast } = reference;
  const compiled = () => {
    const one = made();
    return one.ok ? one.compiled : undefined;
  };
  const uncompiled = () => {
    const one = made();
    return one.ok ? undefined : one.reason;
  };
  const evaluate = evaluation(source, () => reference, compiled);
  return { ok: true, expression: { source, ast, names, uncompiled, compiled, evaluate } };
}

function unreadable(source: ExpressionSource, error: JsonataError): Issue {
  const index = syntaxIndex(source.text, error);
  const trouble = error.code === undefined ? tooDeep : syntaxTrouble(error);
  const meant = foreignOperator(source.text, index) ?? openPattern(source.text, error);
  return issueAt(source, meant?.index ?? index, meant?.trouble ?? trouble);
}

/** What an expression is, wherever it stands. */
interface Read {
  readonly ok: true;
  readonly reference: Reference;
  readonly names: readonly string[];
  readonly made: () => ReturnType<typeof compileAst>;
}

/** Read before in this process, by their text: who edits a mapping compiles all of it anew for each change of a part. */
const readBefore = new Map<string, Read>();

/** More than a catalog of everything holds. */
const mostRead = 5_000;

function readAs(text: string): Read | { readonly ok: false; readonly error: JsonataError } {
  const known = readBefore.get(text);
  if (known !== undefined) return known;
  if (readBefore.size >= mostRead) readBefore.clear();
  try {
    const read = readAnew(text);
    readBefore.set(text, read);
    return read;
  } catch (error) {
    return { ok: false, error: isJsonataError(error) ? error : {} };
  }
}

function readAnew(text: string): Read {
  const reference = readReference(text);
  const { ast } = reference;
  // Most expressions of a catalog may never be met by an instance: each is compiled when it first is.
  let compiled: ReturnType<typeof compileAst> | undefined;
  const made = () => {
    compiled ??= compileAst(ast);
    return compiled;
  };
  return { ok: true, reference, names: usedNames(ast), made };
}
