import type { Trouble } from '../expression/expression-trouble.ts';
import { inBackquotes } from '../expression/habits.ts';
import type { Ast } from '../language/ast.ts';
import type { Shape } from './shape.ts';

/** `name.en`, where the delivery has the text in the languages that it happens to have. */
export function oneLanguage({ path }: Shape, name: string): Trouble {
  const text = path.split('.').at(-1) ?? path;
  return {
    code: 'one-language',
    severity: 'warning',
    message: `"${name}" is one of the languages that ${text} may have: without it, there is no text`,
    hint: `write $localized(…${text}, "${name}"): it takes the nearest language that is there`,
  };
}

/** `customer[email]`, which asks for an e-mail and gives the customer. */
export function wholeObject(filter: Ast): Trouble {
  const name = nameOf(filter);
  const written = name ?? '…';
  return {
    code: 'filter-keeps-all',
    severity: 'warning',
    message: `[${written}] only asks whether there is something, and keeps the whole of what stands before it`,
    hint: `to take the field, write .${written}; to keep only what has it, write [$exists(${written})]`,
  };
}

/** `fields.loyalty-version`, where there may be a field of that name as well as one named `loyalty`. */
export function dashInName(name: string): Trouble {
  return {
    code: 'unusual-name',
    severity: 'warning',
    message: `"${name}" is a calculation here, no name`,
    hint: `${inBackquotes(name)}; for a calculation, write blanks around the minus`,
  };
}

export const placeholder = /\$\{\s*[\w.$]+\s*\}|\{\{\s*[\w.$]+\s*\}\}/;
export const joinInstead = 'to put a value into a text, join them: "Dear " & customer.lastName';

/** `"Dear ${customer.lastName}"`, or `'"none"'` within an expression: both are sent letter by letter. */
export function strangeText(text: string): Trouble | undefined {
  const found = placeholder.exec(text)?.[0];
  if (found !== undefined)
    return unusual(`"${found}" is a placeholder of a template: here it stays as it stands`, joinInstead);
  return /^(["']).+\1$/s.test(text)
    ? unusual(
        'these inner quotes are a part of the text',
        'within an expression one pair of quotes is enough',
      )
    : undefined;
}

function unusual(message: string, hint: string): Trouble {
  return { code: 'unusual-name', severity: 'warning', message, hint };
}

/** `{"a": 1, "a": 2}` */
export function sameKey(key: string): Trouble {
  return {
    code: 'expression-failed',
    message: `two keys of the object are "${key}"`,
    hint: 'give one of them another name',
  };
}

/** `order.id()`, which other languages have for what they compute. */
export function noFunction(): Trouble {
  return {
    code: 'expression-failed',
    message: 'this is called, but it is not a function',
    hint: 'a field is read without brackets, one of several by its number: […][0]; a function begins with $',
  };
}

function nameOf(node: Ast): string | undefined {
  if (node.type === 'string') return `"${String(node.value)}"`;
  const names = (node.steps ?? [node]).map(({ type, value }) =>
    type === 'name' ? String(value) : undefined,
  );
  return names.every((name) => name !== undefined) ? names.join('.') : undefined;
}
