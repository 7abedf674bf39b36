import type { Json } from '../catalog.ts';
import type { Expression } from '../expression/expression.ts';
import type { Field, FieldValue } from '../fields.ts';
import type { ExplainedField, Step } from './explanation.ts';
import { valueIn } from './values.ts';

/** Fields of a call, each with its value in the call and how it came about. */
export async function explainFields(
  fields: readonly Field[],
  call: Json,
  explain: (expression: Expression) => Promise<Step>,
): Promise<readonly ExplainedField[]> {
  const all: ExplainedField[] = [];
  for (const { name, optional, value } of fields) {
    const inside = await explainValue(value, { path: [name], optional, made: partOf(call, name) }, explain);
    all.push(...inside);
  }
  return all;
}

interface Way {
  readonly path: ExplainedField['path'];
  readonly optional: boolean;
  /** What stands there in the call. */
  readonly made: Json | undefined;
}

async function explainValue(
  value: FieldValue,
  { path, optional, made }: Way,
  explain: (expression: Expression) => Promise<Step>,
): Promise<readonly ExplainedField[]> {
  switch (value.kind) {
    case 'map': {
      // The schema may say that it is a list, of which the map is the one item.
      const map = Array.isArray(made) ? made[0] : made;
      const inside = await explainFields(value.fields, map ?? {}, explain);
      return inside.map((field) => ({ ...field, path: [...path, ...field.path] }));
    }
    case 'list':
      return explainItems(value.items, { path, optional, made }, explain);
    case 'constant': {
      const expression = JSON.stringify(value.value);
      return [
        { path, place: value.place, optional, expression, ...(made === undefined ? {} : { value: made }) },
      ];
    }
    case 'expression': {
      const step = await explain(value.expression);
      const given = valueIn(step.result);
      const isList = Array.isArray(made) && made.length === 1 && given !== undefined && !Array.isArray(given);
      return [
        {
          path,
          place: value.place,
          optional,
          expression: value.expression.source.text.trim(),
          ...(made === undefined ? {} : { value: made }),
          ...(isList ? { listOfOne: true as const } : {}),
          step,
        },
      ];
    }
  }
}

/** An item that is absent has no place in the list of the call. */
async function explainItems(
  items: readonly FieldValue[],
  { path, optional, made }: Way,
  explain: (expression: Expression) => Promise<Step>,
): Promise<readonly ExplainedField[]> {
  const all: ExplainedField[] = [];
  let taken = 0;
  for (const [index, item] of items.entries()) {
    const candidate = Array.isArray(made) ? made[taken] : undefined;
    const inside = await explainValue(item, { path: [...path, index], optional, made: candidate }, explain);
    const isThere =
      item.kind === 'constant' ||
      inside.some(({ step }) => step === undefined || step.result.status === 'value') ||
      (item.kind !== 'expression' && !optional);
    all.push(...(isThere ? inside : inside.map(absent)));
    if (isThere) taken += 1;
  }
  return all;
}

function absent({ value: _value, listOfOne: _list, ...field }: ExplainedField): ExplainedField {
  return field;
}

function partOf(value: Json, name: string): Json | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as { readonly [key: string]: Json })[name] : undefined;
}
