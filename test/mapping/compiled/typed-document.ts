import type { Random } from './random.ts';

/** What a value is, as far as whoever writes an expression knows. */
export type Type =
  | { readonly kind: 'number' | 'text' | 'truth' }
  | { readonly kind: 'object'; readonly fields: Readonly<Record<string, Type>> }
  | { readonly kind: 'list'; readonly of: Type };

export const [number, text, truth]: readonly [Type, Type, Type] = [
  { kind: 'number' },
  { kind: 'text' },
  { kind: 'truth' },
];
export const listOf = (of: Type): Type => ({ kind: 'list', of });
export const objectOf = (fields: Readonly<Record<string, Type>>): Type => ({ kind: 'object', fields });

export const money = objectOf({ cents: number, digits: number, currency: text });
export const attribute = objectOf({ name: text, value: text });
const texts = objectOf({ en: text, de: text });
export const item = objectOf({
  ...{ id: text, count: number, tags: listOf(text), price: money },
  ...{ texts, attributes: listOf(attribute), weight: number },
});

/** Some of everything, with names that occur at several places. */
export const document = objectOf({
  ...{ id: text, count: number, isPaid: truth, at: text, texts, price: money },
  ...{ items: listOf(item), attributes: listOf(attribute), tables: listOf(listOf(number)) },
  ...{ tags: listOf(text), counts: listOf(number) },
  group: objectOf({
    id: text,
    count: number,
    tags: listOf(text),
    part: objectOf({ counts: listOf(number) }),
  }),
});

export const someTexts = [
  ...['', 'a', 'b', 'en', 'de', 'x y', '10', '2', 'Ä', '😀z', 'id1', 'id2', 'id3', 'EUR', ' pad '],
  '2026-05-04T08:00:00.000Z',
];
export const someNumbers = [0, 1, 2, 3, -1, 0.5, 100, 1999, 2.25, 10];
const misfits = [null, [], {}, 'odd', 7, true, [[1]], [null]];

/** A value of a type; now and then with a field less, with one item where a list is expected, or with something else. */
export function typedValue(random: Random, type: Type): unknown {
  if (random.chance(0.015)) return random.pick(misfits);
  switch (type.kind) {
    case 'number':
      return random.pick(someNumbers);
    case 'text':
      return random.pick(someTexts);
    case 'truth':
      return random.chance(0.5);
    case 'list': {
      const length = random.pick([0, 1, 1, 2, 2, 3, 4]);
      if (length === 1 && random.chance(0.15)) return typedValue(random, type.of);
      return Array.from({ length }, () => typedValue(random, type.of));
    }
    case 'object': {
      const fields = Object.entries(type.fields).filter(() => random.chance(0.85));
      return Object.fromEntries(fields.map(([name, field]) => [name, typedValue(random, field)]));
    }
  }
}
