import type { Ast } from '../language/ast.ts';
import type { Step } from './explanation.ts';
import type { Claim, Scope } from './scope.ts';

/** What is inside a step. */
export interface Inside extends Pick<Step, 'kind' | 'why' | 'refers'> {
  readonly steps: readonly Step[];
  /** Those of the steps that are to blame for nothing. */
  readonly blamed?: readonly Step[];
}

/** Explains a part of an expression; nothing where it cannot be evaluated by itself. */
export type Explain = (
  node: Ast,
  scope: Scope,
  as?: Pick<Step, 'role' | 'name'>,
) => Promise<Step | undefined>;

/** How one kind of node is explained. */
export type Explainer = (node: Ast, scope: Scope, claimed: Claim, explain: Explain) => Promise<Inside>;

/** Of which no parts are told. */
export const leaf: Inside = { kind: 'other', steps: [] };
