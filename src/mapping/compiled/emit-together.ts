import { emitMaker } from './emit/maker.ts';

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
  const makers: string[] = [];
  const expressions: string[] = [];
  let wholes = 0;
  /** What the part comes to: nothing where it is left out. */
  const valueIn = (part: Part): string => {
    if ('constant' in part) return `constants[${part.constant}]`;
    if ('expression' in part) {
      const { expression, isOptional } = part;
      expressions[expression] = `e${expression}`;
      lines.push(`begin(); const t${expression} = e${expression}(input, names);`);
      if (!isOptional) lines.push(`if (t${expression} === undefined) return undefined;`);
      return `t${expression}`;
    }
    const whole = inside(part);
    return part.isOptional ? `(Object.keys(${whole}).length > 0 ? ${whole} : undefined)` : whole;
  };
  const inside = (whole: Whole): string => ('items' in whole ? list(whole.items) : object(whole.fields));
  const list = (items: readonly Part[]): string => {
    const name = `o${++wholes}`;
    lines.push(`const ${name} = [];`);
    for (const item of items) {
      const value = valueIn(item);
      lines.push(`${isOpen(item) ? `if (${value} !== undefined) ` : ''}${name}.push(${value});`);
    }
    return name;
  };
  const object = (named: readonly NamedPart[]): string => {
    const name = `o${++wholes}`;
    const values = named.map(({ part }) => valueIn(part));
    const made = named.map(({ name, part }) => ({ name, isOpen: isOpen(part) }));
    makers.push(`const m${name} = ${emitMaker('maker', made)};`);
    lines.push(`const ${name} = new m${name}(${values.join(', ')});`);
    return name;
  };
  const result = inside({ fields, isOptional: false });
  return [
    '"use strict";',
    'const { beginNext: begin, maker } = R;',
    ...makers,
    'return (expressions, constants) => {',
    `const [${expressions.join(', ')}] = expressions;`,
    'return (input, names) => {',
    ...lines,
    `return ${result}; };`,
    '};',
  ].join('\n');
}

/** Whether it may come to nothing, and is left out then. */
function isOpen(part: Part): boolean {
  return 'isOptional' in part && part.isOptional;
}
