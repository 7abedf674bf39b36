import jsonata from 'jsonata';

/** An expression as jsonata reads and evaluates it. */
export type Program = jsonata.Expression;

/** Reads an expression. Throws a plain object with `code` and `position` where it cannot be read. */
export function parseProgram(text: string, options?: jsonata.JsonataOptions): Program {
  return jsonata(text, options);
}

/** A function of the language as jsonata holds it. */
export interface Definition {
  readonly implementation: (this: unknown, ...values: unknown[]) => unknown;
  readonly signature?: Signature;
}

export interface Signature {
  readonly definition: string;
  /** The arguments that the function gets; throws where they do not fit. */
  readonly validate: (values: readonly unknown[], context: unknown) => unknown[];
}

/** The name under which jsonata calls a function behind each node that it evaluated. */
export const afterNode = Symbol.for('jsonata.__evaluate_exit') as unknown as string;

/**
 * What a name with its `$` stands for: one of jsonata's own functions, or the one that is given. jsonata has no other way
 * to its definitions than to evaluate the name; it does so before its first pause, so there is nothing to wait for.
 */
export function definitionOf(name: string, own?: Own): Definition | undefined {
  let found: Definition | undefined;
  const program = jsonata(`$${name}`);
  if (own !== undefined) program.registerFunction(name, own.implementation, own.signature);
  program.assign(afterNode, (_node: unknown, _input: unknown, _environment: unknown, value: unknown) => {
    found = value as Definition | undefined;
  });
  void program.evaluate({});
  return found;
}

interface Own {
  readonly implementation: (...values: unknown[]) => unknown;
  readonly signature: string;
}
