import type { Json } from '../catalog.ts';
import { functionNamed } from '../compiled/library.ts';
import { FunctionError, type MappingFunction } from '../functions/function-record.ts';
import { functions } from '../functions.ts';
import { type Ast, allNodes, canRepeat } from '../language/ast.ts';
import { boundedBuiltIns, boundedImplementation, TooMuchError } from '../language/bounded.ts';
import { forbiddenFunctions } from '../language/built-ins.ts';
import { afterNode, definitionOf, type Program, parseProgram } from '../language/jsonata.ts';
import type { JsonataError } from '../language/jsonata-error.ts';
import { evaluationLimits, largestValue, longestText, timeLimit } from '../language/limits.ts';
import { LinearRegExp } from '../language/pattern.ts';
import { plainJson, sizeOf } from '../language/plain-json.ts';
import { readableCopy } from '../language/readable.ts';
import { type Allowance, allowance } from '../language/time-limit.ts';

/** An expression as jsonata evaluates it: whatever it comes to, and whatever it says is wrong, is what the language says. */
export interface Reference {
  readonly ast: Ast;
  /**
   * Plain JSON, or nothing. Throws what jsonata throws, and a FunctionError or a NotPlainError. `spent`: milliseconds of its
   * time that are gone already.
   */
  readonly evaluate: (
    input: unknown,
    names: Readonly<Record<string, unknown>>,
    spent: number,
  ) => Promise<Json | undefined>;
}

/** The check refuses these names before; here they are shut for whatever reaches them without a check. */
export class ForbiddenError extends FunctionError {}

/** Milliseconds that are left in any case, so that an error is found even where it came late. */
const leastTime = 20;

/** Reads an expression. Throws what jsonata throws where it cannot be read, and a RangeError where it is too deep. */
export function readReference(text: string): Reference {
  let time: Allowance | undefined;
  // jsonata holds the clock against this number at each node: it may grow while an evaluation runs. Of two at once,
  // the later one decides, and the limit of the clock bounds both.
  const options = {
    ...evaluationLimits,
    RegexEngine: LinearRegExp as unknown as RegExpConstructor,
    get timeout() {
      return time?.allowed() ?? timeLimit.work;
    },
  };
  const program = parseProgram(text, options);
  const ast = program.ast() as unknown as Ast;
  const nodes = allNodes(ast);
  const writes = nodes.some(mayWrite);
  let isReady = false;
  const evaluate: Reference['evaluate'] = async (input, names, spent) => {
    if (!isReady) prepare(program, nodes);
    isReady = true;
    // jsonata writes into its input in these cases: it gets its own.
    const own = writes ? readableCopy(input) : input;
    const bindings = writes ? readableCopy(names) : names;
    time = allowance({ ...timeLimit, work: Math.max(timeLimit.work - spent, leastTime) });
    const result: unknown = await program.evaluate(own, { ...(bindings as object) });
    return plainJson(result);
  };
  return { ast, evaluate };
}

/** A group of an empty list, `[]`, a transform, or a call of what is no function. */
function mayWrite({ type, value, group, keepArray, procedure }: Ast): boolean {
  if (type === 'transform' || group !== undefined || keepArray === true) return true;
  if (type === 'unary') return value === '{';
  const isCall = type === 'function' && procedure !== undefined;
  return isCall && !(procedure.type === 'variable' && functionNamed(String(procedure.value)) !== undefined);
}

/** Makes jsonata's own functions safe and adds ours. */
function prepare(program: Program, nodes: readonly Ast[]): void {
  for (const { name, implementation, signature } of [...functions, ...boundedFunctions()])
    program.registerFunction(name, implementation, signature);
  for (const [name, instead] of forbiddenFunctions)
    program.registerFunction(name, () => {
      throw new ForbiddenError(`$${name} is not allowed in a mapping`, instead);
    });
  if (nodes.some(canRepeat)) program.assign(afterNode, growthRefusal());
}

type Registered = Pick<MappingFunction, 'name' | 'implementation' | 'signature'>;
let bounded: readonly Registered[] | undefined;

/** jsonata's own implementations of the functions that need a bound; looked for when they are first needed. */
function boundedFunctions(): readonly Registered[] {
  bounded ??= boundedBuiltIns.flatMap((one) => {
    const { name, signature } = one;
    const original = definitionOf(name)?.implementation;
    if (original === undefined) return [];
    return { name, signature, implementation: boundedImplementation(original, one) };
  });
  return bounded;
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

export function isJsonataError(error: unknown): error is JsonataError {
  // Its guardrails may throw without a position, and a native error gets one on its way through a function.
  return typeof error === 'object' && error !== null && ('position' in error || 'code' in error);
}
