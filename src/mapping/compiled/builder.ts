import type { Json } from '../catalog.ts';
import { member } from './emit/escape.ts';
import { linkText } from './link.ts';

/** A part of what is built: a constant, one of the values that are given, or an object or a list of parts. */
export type Part =
  | { readonly constant: Json }
  | { readonly value: number; readonly optional: boolean }
  | { readonly fields: readonly NamedPart[]; readonly optional: boolean }
  | { readonly items: readonly Part[]; readonly optional: boolean };

export interface NamedPart {
  readonly name: string;
  readonly part: Part;
}

/** Puts values together to an object. Gives nothing where one is missing that is not optional. */
export type Build = (values: readonly unknown[]) => unknown;

/** Emitted source has each field in its place, where a loop would look each name up. Where there is none, nothing is built. */
export function builderOf(fields: readonly NamedPart[]): Build {
  const constants: Json[] = [];
  const lines: string[] = [];
  let count = 0;
  const put = (part: Part, store: (js: string) => string): void => {
    if ('constant' in part) {
      lines.push(store(`c[${constants.push(part.constant) - 1}]`));
      return;
    }
    if ('value' in part) {
      const otherwise = part.optional ? '' : ' else return undefined;';
      lines.push(`if ((t = v[${part.value}]) !== undefined) { ${store('t')} }${otherwise}`);
      return;
    }
    const whole = inside(part);
    const isThere = part.optional ? `if (Object.keys(${whole}).length > 0) ` : '';
    lines.push(`${isThere}${store(whole)}`);
  };
  const inside = (part: Exclude<Part, { constant: Json } | { value: number }>): string => {
    const name = `o${++count}`;
    lines.push(`const ${name} = ${'fields' in part ? '{}' : '[]'};`);
    if ('items' in part) for (const item of part.items) put(item, (js) => `${name}.push(${js});`);
    else for (const field of part.fields) put(field.part, (js) => `${member(name, field.name)} = ${js};`);
    return name;
  };
  const whole = inside({ fields, optional: false });
  const source = `"use strict";\nreturn (v, c) => { let t;\n${lines.join('\n')}\nreturn ${whole}; };`;
  const build = linkText<(values: readonly unknown[], constants: readonly Json[]) => unknown>(source);
  return build === undefined ? () => undefined : (values) => build(values, constants);
}
