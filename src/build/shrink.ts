import { transformSync } from 'esbuild';

const begin = 'const made=';

/** The JavaScript of an expression, shorter: the body of a function of `R` as before. */
export function shrunk(source: string): string {
  const { code } = transformSync(`const made = (R) => {${source}};`, { minify: true, target: 'node20' });
  const whole = code.trim();
  if (!whole.startsWith(begin) || !whole.endsWith(';')) throw new Error('a function was not kept as it is');
  // Its own names are others now, and R may be one of them.
  return `return(${whole.slice(begin.length, -1)})(R)`;
}
