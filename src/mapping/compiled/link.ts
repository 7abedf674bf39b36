import type { Json } from '../catalog.ts';
import { type Runtime, runtime } from './runtime.ts';

/**
 * The function of an expression, over an input and values by their names. It gives plain JSON or nothing, and throws where it
 * leaves the case to the reference.
 */
export type Linked = (input: unknown, names: Readonly<Record<string, unknown>>) => Json | undefined;

/** Makes a function of emitted source; none where the runtime does not allow that, as some at the edge do not. */
export function linkText<Made = Linked>(source: string): Made | undefined {
  return canMakeFunctions() ? functionOf<Made>(source)(runtime) : undefined;
}

let allowed: boolean | undefined;

function canMakeFunctions(): boolean {
  if (allowed !== undefined) return allowed;
  try {
    allowed = functionOf<() => unknown>('return () => R;')(runtime)() === runtime;
  } catch {
    allowed = false;
  }
  return allowed;
}

/** The one place where text becomes code: only what is emitted here comes to it, never a text of anybody else. */
function functionOf<Made>(source: string): (R: Runtime) => Made {
  return new Function('R', source) as (R: Runtime) => Made;
}
