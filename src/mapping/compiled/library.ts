import { functionsByName } from '../functions.ts';
import { boundedBuiltIns } from '../language/bounded.ts';
import { builtIns, forbiddenFunctions } from '../language/built-ins.ts';

/** What is known of a function before it is called. */
export interface FunctionSignature {
  readonly name: string;
  /** JSONata's notation: arguments, then the result. */
  readonly signature: string;
}

/** The function that a name stands for where no variable has it; nothing where it is none, or one that may not be called. */
export function functionNamed(name: string): FunctionSignature | undefined {
  if (forbiddenFunctions.has(name)) return undefined;
  const signature = functionsByName.get(name)?.signature ?? builtIns.get(name);
  return signature === undefined ? undefined : { name, signature };
}

export function isForbidden(name: string): boolean {
  return forbiddenFunctions.has(name);
}

/** What one of jsonata's own functions may be given, where it has a bound. */
export const bounds: ReadonlyMap<string, (values: readonly unknown[]) => string | undefined> = new Map(
  boundedBuiltIns.map(({ name, check }) => [name, check]),
);
