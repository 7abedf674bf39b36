import type { Trouble } from '../expression/expression-trouble.ts';
import type { MappingFunction } from '../functions/function-record.ts';
import type { Ast } from '../language/ast.ts';
import { presentBy } from './guards.ts';
import type { Inferred } from './inferred.ts';
import type { Shape } from './shape.ts';

/** Called for what is valid, but hardly meant; a function by the name `unlessIn` around it would mend it. */
export type OnSlip = (node: Ast, slip: Trouble, unlessIn?: string) => void;

/**
 * Called for each part that could only fail, or never be true, with what is wrong of it this time; with nothing where it may be
 * right, as it may for another delivery type, or for what a function is given elsewhere. What a part is by itself, and whether a
 * function takes it, are two questions: `1 & ""` is right, and no number.
 */
export type OnLook = (node: Ast, trouble: Trouble | undefined, as?: 'itself' | 'argument') => void;

/** What the check knows of a function: its signature, and what its record says beyond. */
export type KnownFunction = Pick<
  MappingFunction,
  'signature' | 'resultLike' | 'exactDecimal' | 'leavesOutAbsent'
> &
  Partial<Pick<MappingFunction, 'parameters'>>;

/** A name that is not among the fields known where it stands. */
export interface MissingField {
  readonly name: string;
  /** What the name was looked for in; nothing where the expression made it itself. */
  readonly parent: Shape | undefined;
  readonly known: readonly string[];
}

export interface Inference {
  /** The shape of the data of one delivery type. */
  readonly source: Shape | undefined;
  /** Paths, and names with their `$`, that have a value whenever the expression is evaluated. */
  readonly present: ReadonlySet<string>;
  readonly functionOf: (name: string) => KnownFunction | undefined;
  /**
   * Called for each name of a path that is looked up, with what is wrong where it is not there, or with its path from
   * the root of the data where that is known.
   */
  readonly onField: (node: Ast, missing?: MissingField, path?: string) => void;
  readonly onSlip: OnSlip;
  readonly onLook: OnLook;
  /** The name with a dash, without blanks, that an operator seems to be part of. */
  readonly dashedAt: (operator: Ast) => string | undefined;
}

/** Names and what is known of their values. */
export interface Scope {
  readonly get: (name: string) => Inferred | undefined;
  readonly set: (name: string, value: Inferred) => void;
  /** Whether a path, or a name with its `$`, has a value wherever this scope is seen. */
  readonly isPresent: (path: string) => boolean;
}

/**
 * A scope of its own: what is set in it is not seen outside. It looks outside for what it has not, rather than hold a copy: a mapping of
 * thousands of names has thousands of expressions.
 */
export function within(outside: Omit<Scope, 'set'>): Scope {
  const own = new Map<string, Inferred>();
  return {
    ...outside,
    get: (name) => own.get(name) ?? outside.get(name),
    set: (name, value) => own.set(name, value),
  };
}

/** The same scope where a condition is true. */
export function whereTrue(condition: Ast | undefined, scope: Scope): Scope {
  const present = presentBy(condition);
  return { ...scope, isPresent: (path) => present.has(path) || scope.isPresent(path) };
}

/** The walk through one expression, as it will be evaluated: what each node gives, in its context. */
export interface Walk {
  readonly inference: Inference;
  readonly visit: (node: Ast | undefined, context: Inferred, scope: Scope) => Inferred;
}
