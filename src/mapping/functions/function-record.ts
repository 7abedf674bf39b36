/**
 * A function that mappings may call: what runs, and everything an author reads about it. The examples are run as
 * tests and printed as documentation, so that neither can go stale.
 */
export interface MappingFunction {
  /** Without the `$`. */
  readonly name: string;
  /** JSONata's notation (https://docs.jsonata.org/embedding-extending): arguments, then the result, as in `<o:n>`. */
  readonly signature: string;
  readonly parameters: readonly FunctionParameter[];
  /** One sentence for an analyst. */
  readonly summary: string;
  readonly examples: readonly FunctionExample[];
  /**
   * The result looks like this argument, or like one item of it, or like the argument `or` that stands in where the
   * first is absent: lets field names behind the call be checked.
   */
  readonly resultLike?: { readonly argument: number; readonly item: boolean; readonly or?: number };
  /** The result is an exact decimal number: calculating with it further would make it inexact. */
  readonly exactDecimal?: boolean;
  /** What is absent in the list that it gets is left out: where all of it is, it gives nothing. */
  readonly leavesOutAbsent?: boolean;
  /**
   * Gets the arguments the signature let through; an absent one is undefined. A partial application, `$f(?, 1)`,
   * goes round the signature, and reads the parameters' names from the source: plain names only, types checked here.
   */
  readonly implementation: (...values: unknown[]) => unknown;
}

export interface FunctionParameter {
  readonly name: string;
  readonly summary: string;
  /** The object, or each one of a list, must have one of these fields. */
  readonly oneOf?: readonly string[];
}

export interface FunctionExample {
  readonly expression: string;
  /** `{}` where it is left out. */
  readonly input?: unknown;
  /** Left out where the expression yields nothing. */
  readonly result?: unknown;
  /** The sentence the author reads, where the call must fail. */
  readonly failure?: string;
}

/**
 * A call that the author of a mapping must mend. The message is a sentence with names and types, never a value of
 * a delivery; the hint says what to do.
 */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}
