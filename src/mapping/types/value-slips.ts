import { nearest } from '../../report/nearest.ts';
import type { Trouble } from '../expression/expression-trouble.ts';
import { type Ast, nodesIn } from '../language/ast.ts';
import type { Inferred } from './inferred.ts';
import { itemShape, lastName } from './shape.ts';
import type { OnLook } from './walk.ts';

/** Tells of texts that are held against a field, and that it can hardly have. */
export function valueSlips(node: Ast, left: Inferred, right: Inferred, onLook: OnLook): void {
  const isEqual = /^(?:!?=|in)$/.test(String(node.value));
  if (!isEqual && !/^[<>]=?$/.test(String(node.value))) return;
  const sides = [
    [node.lhs, right],
    [node.rhs, left],
  ] as const;
  for (const [side, other] of sides)
    for (const text of textsIn(side as Ast))
      onLook(
        text,
        noTime(String(text.value), other) ??
          (isEqual ? (noCode(String(text.value), other) ?? misspelt(String(text.value), other)) : undefined),
      );
}

/** The text itself, or those of a list that is written out. */
function textsIn(side: Ast): readonly Ast[] {
  const nodes = side.type === 'unary' && side.value === '[' ? nodesIn(side.expressions) : [side];
  return nodes.filter(({ type, value }) => type === 'string' && value !== '');
}

/** New values may come, so that only what is nearly a known one is told. */
function misspelt(text: string, { shape }: Inferred): Trouble | undefined {
  const schemas = shape === undefined ? [] : itemShape(shape).schemas;
  const lists = schemas.map(({ examples }) => (Array.isArray(examples) ? examples.map(String) : []));
  const values = lists.flat();
  if (lists.some(({ length }) => length === 0) || values.includes(text)) return undefined;
  const meant = nearest(text, values);
  return meant === undefined
    ? undefined
    : hardly(`"${text}" is none of the values that are known of this field`, `did you mean "${meant}"?`);
}

/** By the names of fields that hold them: what schemas call a text, and what nobody would guess of it. */
const codes = new Map([
  [
    'country',
    { form: /^[A-Z]{2}$/, words: 'a country is two capitals', hint: 'write its code, such as "DE"' },
  ],
  [
    'currencyCode',
    { form: /^[A-Z]{3}$/, words: 'a currency is three capitals', hint: 'write its code, such as "EUR"' },
  ],
]);

function noCode(text: string, { shape }: Inferred): Trouble | undefined {
  const code = shape === undefined || shape.isOfSeveral === true ? undefined : codes.get(lastName(shape));
  return code === undefined || code.form.test(text)
    ? undefined
    : hardly(`${code.words} here, and this text is not`, code.hint);
}

/** Times are texts that begin with their year: held against another text, all of them come before it, or behind it. */
function noTime(text: string, { shape }: Inferred): Trouble | undefined {
  const schemas = shape === undefined ? [] : itemShape(shape).schemas;
  const isTime = schemas.length > 0 && schemas.every(({ format }) => /^date/.test(String(format)));
  if (!isTime || /^\d{4}(?:-|$)/.test(text)) return undefined;
  return hardly('a date or a time begins with its year, and this text does not', 'write it as "2026-03-02"');
}

function hardly(message: string, hint: string): Trouble {
  return { code: 'constant-condition', severity: 'warning', message, hint };
}
