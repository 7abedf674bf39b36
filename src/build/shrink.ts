import { transformSync } from 'esbuild';

/** The JavaScript of an expression, shorter: the body of a function of `R` as before. */
export function shrunk(source: string): string {
  const whole = `const made = (R) => {${source}};`;
  const { code } = transformSync(whole, { minify: true, target: 'node20' });
  const inside = /^const made=(\w+)=>\{([\s\S]*)\};$/.exec(code.trim());
  const [, name, body] = inside ?? [];
  if (name === undefined || body === undefined)
    throw new Error('the JavaScript of an expression has another form');
  return name === 'R' ? body : `const ${name}=R;${body}`;
}
