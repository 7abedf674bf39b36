import jsonata from 'jsonata';
import type { Issue } from '../report/issue.ts';
import type { Place } from '../report/place.ts';
import { type Ast, allNodes, canRepeat } from './ast.ts';
import { boundedBuiltIns, boundedImplementation, TooMuchError } from './bounded.ts';
import { forbiddenFunctions } from './built-ins.ts';
import type { Json } from './catalog.ts';
import { type JsonataError, runtimeTrouble, syntaxTrouble, type Trouble } from './expression-trouble.ts';
import { FunctionError } from './functions/function-record.ts';
import { functions } from './functions.ts';
import { foreignOperator, silentHabit } from './habits.ts';
import { LinearRegExp } from './pattern.ts';
import { NotPlainError, plainJson, readableCopy, sizeOf } from './plain-json.ts';
import { type Allowance, allowance, type TimeLimit } from './time-limit.ts';
import { syntaxIndex, tokenIndex } from './token-index.ts';
import { usedNames } from './used-names.ts';

/** An expression's text, and where each of its characters stands in the author's file. */
export interface ExpressionSource {
  readonly text: string;
  readonly placeAt: (index: number) => Place;
}

/** What an expression gave: plain JSON, `undefined` where it yielded nothing; or why it could not. */
export type Evaluation =
  | { readonly ok: true; readonly value: Json | undefined }
  | { readonly ok: false; readonly issue: Issue };

/** One compiled expression. May be evaluated any number of times; never writes to what it is given. */
export interface Expression {
  readonly source: ExpressionSource;
  readonly ast: Ast;
  /** Of the variables in it, its own among them. */
  readonly names: readonly string[];
  readonly evaluate: (input: unknown, names?: Readonly<Record<string, unknown>>) => Promise<Evaluation>;
}

/** Milliseconds of work, evaluations inside each other, and items of a list: what one evaluation may use. */
export const evaluationLimits = { timeout: 250, stack: 500, sequence: 10_000 } as const;

const timeLimit: TimeLimit = { work: evaluationLimits.timeout, clock: 2_000 };

const longestText = 100_000;
const largestValue = 10_000_000;
const afterNode = Symbol.for('jsonata.__evaluate_exit') as unknown as string;

/** jsonata's own implementations of the functions that need a bound. */
const bounded = await Promise.all(
  boundedBuiltIns.map(async (record) => {
    const original = (await jsonata(`$${record.name}`).evaluate({})) as {
      implementation: (...values: unknown[]) => unknown;
    };
    return { ...record, implementation: boundedImplementation(original.implementation, record.check) };
  }),
);

/** The check refuses these names before; here they are shut for whatever reaches them without a check. */
const forbidden = [...forbiddenFunctions].map(([name, instead]) => ({
  name,
  implementation: () => {
    throw new ForbiddenError(`$${name} is not allowed in a mapping`, instead);
  },
}));

const tooDeep: Trouble = {
  code: 'expression-syntax',
  message: 'the expression is nested too deeply, or too long',
  hint: 'name its parts under "let:"',
};

/** Compiles an expression once; gives an issue with its place where JSONata cannot read it. */
export function compileExpression(
  source: ExpressionSource,
): { readonly ok: true; readonly expression: Expression } | { readonly ok: false; readonly issue: Issue } {
  const habit = silentHabit(source.text);
  if (habit !== undefined) return { ok: false, issue: issueAt(source, habit.index, habit.trouble) };
  const compiled = parse(source.text);
  if (!compiled.ok) return { ok: false, issue: unreadable(source, compiled.error) };
  const { program, ast, nodes, begin } = compiled;
  for (const { name, implementation, signature } of [...functions, ...bounded])
    program.registerFunction(name, implementation, signature);
  for (const { name, implementation } of forbidden) program.registerFunction(name, implementation);
  if (nodes.some(canRepeat)) program.assign(afterNode, growthRefusal());
  const writes = nodes.some(
    (node) => node.type === 'transform' || node.group !== undefined || node.keepArray === true,
  );

  const evaluate = async (
    input: unknown,
    names: Readonly<Record<string, unknown>> = {},
  ): Promise<Evaluation> => {
    try {
      // jsonata writes into its input in these cases (a group of an empty list, `[]`, a transform): it gets its own.
      const own = writes ? readableCopy(input) : input;
      const bindings = writes ? readableCopy(names) : names;
      begin();
      const result: unknown = await program.evaluate(own, { ...(bindings as object) });
      return { ok: true, value: plainJson(result) };
    } catch (error) {
      // Where the time ran out is chance: then the whole expression is meant.
      const known = isJsonataError(error) && error.code !== 'D1012';
      const index = known ? tokenIndex(source.text, error.position, error.token) : 0;
      return { ok: false, issue: issueAt(source, index, troubleOf(error)) };
    }
  };
  return { ok: true, expression: { source, ast, names: usedNames(ast), evaluate } };
}

function unreadable(source: ExpressionSource, error: JsonataError): Issue {
  const index = syntaxIndex(source.text, error);
  const trouble = error.code === undefined ? tooDeep : syntaxTrouble(error);
  const meant = foreignOperator(source.text, index);
  return issueAt(source, meant?.index ?? index, meant?.trouble ?? trouble);
}

export function issueAt(source: ExpressionSource, index: number, trouble: Trouble): Issue {
  const { code, severity = 'error', message, hint } = trouble;
  return {
    code,
    severity,
    message,
    place: source.placeAt(index),
    ...(hint === undefined ? {} : { hint }),
  };
}

interface Parsed {
  readonly ok: true;
  readonly program: jsonata.Expression;
  readonly ast: Ast;
  readonly nodes: readonly Ast[];
  /** Called before each evaluation: its time begins. */
  readonly begin: () => void;
}

function parse(text: string): Parsed | { readonly ok: false; readonly error: JsonataError } {
  try {
    const RegexEngine = LinearRegExp as unknown as RegExpConstructor;
    let time: Allowance = allowance(timeLimit);
    // jsonata holds the clock against this number at each node: it may grow while an evaluation runs. Of two at once,
    // the later one decides, and the limit of the clock bounds both.
    const options = {
      ...evaluationLimits,
      RegexEngine,
      get timeout() {
        return time.allowed();
      },
    };
    const program = jsonata(text, options);
    const ast = program.ast() as unknown as Ast;
    const begin = () => {
      time = allowance(timeLimit);
    };
    return { ok: true, program, ast, nodes: allNodes(ast), begin };
  } catch (error) {
    return { ok: false, error: isJsonataError(error) ? error : {} };
  }
}

/**
 * Called by jsonata after each node: what doubles itself ends here, before it fills the memory or is compared or
 * written out.
 */
function growthRefusal() {
  const sizes = new WeakMap<object, number>();
  const hint = 'map only what the call needs';
  return (node: Ast, _input: unknown, _environment: unknown, result: unknown): void => {
    // What a variable holds was seen when it was made, or is the delivery itself.
    if (node.type === 'variable') return;
    if (typeof result === 'string' && result.length > longestText)
      throw new TooMuchError(`a text in between has ${result.length} characters`, hint);
    if (Array.isArray(result) && result.length > evaluationLimits.sequence)
      throw new TooMuchError(`a list in between has ${result.length} items`, hint);
    if (sizeOf(result, sizes) > largestValue) throw new TooMuchError('a value in between is too large', hint);
  };
}

class ForbiddenError extends FunctionError {}

function troubleOf(error: unknown): Trouble {
  if (error instanceof NotPlainError) {
    const hint = 'give text, a number, true, false, null, a list or an object';
    return { code: 'not-plain-json', message: error.message, hint };
  }
  // Of the engine: the stack is full, or a text or list would be longer than one can be.
  if (error instanceof RangeError && /call stack|length/i.test(error.message))
    return {
      code: 'limit-exceeded',
      message: 'it needs too much memory',
      hint: 'map only what the call needs',
    };
  if (error instanceof FunctionError) {
    const { message, hint } = error;
    if (error instanceof TooMuchError) return { code: 'limit-exceeded', message, hint };
    return {
      code: error instanceof ForbiddenError ? 'forbidden-function' : 'expression-failed',
      message,
      hint,
    };
  }
  return runtimeTrouble(isJsonataError(error) ? error : {});
}

function isJsonataError(error: unknown): error is JsonataError {
  // Its guardrails may throw without a position, and a native error gets one on its way through a function.
  return typeof error === 'object' && error !== null && ('position' in error || 'code' in error);
}
