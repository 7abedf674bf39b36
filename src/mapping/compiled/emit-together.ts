import { member } from './emit/escape.ts';

/** A part of an object: the value of an expression or a constant, by its number; or an object or a list of parts. */
export type Part =
  | { readonly expression: number; readonly isOptional: boolean }
  | { readonly constant: number }
  | { readonly fields: readonly NamedPart[]; readonly isOptional: boolean }
  | { readonly items: readonly Part[]; readonly isOptional: boolean };

export interface NamedPart {
  readonly name: string;
  readonly part: Part;
}

type Whole = Extract<Part, { fields: unknown } | { items: unknown }>;

/**
 * The body of a function of `R`, the runtime, that gives the function of expressions and constants, which gives the function
 * of an input and of named values: an object, or nothing where a value is missing that is not optional. What is optional
 * and has no value, or is empty, is left out.
 */
export function emitTogether(fields: readonly NamedPart[]): string {
  const lines: string[] = [];
  const expressions: string[] = [];
  let objects = 0;
  const put = (part: Part, store: (js: string) => string): void => {
    if ('constant' in part) lines.push(store(`constants[${part.constant}]`));
    else if ('expression' in part) {
      const evaluate = `e${part.expression}`;
      expressions[part.expression] = evaluate;
      const otherwise = part.isOptional ? '' : ' else return undefined;';
      lines.push(
        `begin(); t = ${evaluate}(input, names); if (t !== undefined) { ${store('t')} }${otherwise}`,
      );
    } else {
      const whole = inside(part);
      lines.push(`${part.isOptional ? `if (Object.keys(${whole}).length > 0) ` : ''}${store(whole)}`);
    }
  };
  const inside = (whole: Whole): string => {
    const name = `o${++objects}`;
    lines.push(`const ${name} = ${'items' in whole ? '[]' : '{}'};`);
    if ('items' in whole) for (const item of whole.items) put(item, (js) => `${name}.push(${js});`);
    else for (const field of whole.fields) put(field.part, (js) => `${member(name, field.name)} = ${js};`);
    return name;
  };
  const result = inside({ fields, isOptional: false });
  return [
    '"use strict";',
    'const { beginNext: begin } = R;',
    'return (expressions, constants) => {',
    `const [${expressions.join(', ')}] = expressions;`,
    'return (input, names) => { let t;',
    ...lines,
    `return ${result}; };`,
    '};',
  ].join('\n');
}
