import { type Runtime, runtime } from './runtime.ts';

/** The function of an expression, over an input and values by their names. It throws where it leaves the case to the reference. */
export type Linked = (input: unknown, names: Readonly<Record<string, unknown>>) => unknown;

/** What emitted source is the body of. A build step may write it into a module as it is. */
export type LinkedSource = (R: Runtime) => Linked;

/** Joins a function that holds emitted source with the functions that it calls. */
export function link(source: LinkedSource): Linked {
  return source(runtime);
}

let ahead: readonly LinkedSource[] = [];

/** Takes functions that a build step has written out; `#3` in place of a source means the fourth of them. */
export function linkAhead(functions: readonly LinkedSource[]): void {
  ahead = functions;
}

/** Makes a function of emitted source; none where the runtime does not allow that, as some at the edge do not. */
export function linkText(source: string): Linked | undefined {
  const known = source.startsWith('#') ? ahead[Number(source.slice(1))] : undefined;
  if (known !== undefined) return link(known);
  return canMakeFunctions() ? link(functionOf(source)) : undefined;
}

let allowed: boolean | undefined;

function canMakeFunctions(): boolean {
  if (allowed !== undefined) return allowed;
  try {
    allowed = functionOf('return () => R;')(runtime)({}, {}) === runtime;
  } catch {
    allowed = false;
  }
  return allowed;
}

/** The one place where text becomes code: only what `emitExpression` has written comes here, never a text of anybody else. */
function functionOf(source: string): LinkedSource {
  return new Function('R', source) as LinkedSource;
}
