import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSchema } from '../src/schema.ts';

const text = { type: 'string' };
const check = compileSchema({
  type: 'object',
  properties: {
    email: text,
    slug: { type: 'object', additionalProperties: text },
    lines: {
      type: 'array',
      items: { type: 'object', properties: { 'a/b~c': { type: 'number' } }, additionalProperties: text },
    },
  },
});

const pointers = (value: unknown) => check(value).map(({ pointer }) => pointer);

describe('the pointer of a problem', () => {
  it('has the names of the schema, and numbers of items', () => {
    expect(pointers({ lines: [{}, { 'a/b~c': 'x' }] })).toEqual(['/lines/1/a~1b~0c']);
  });

  it('has no name that only the data has', () => {
    expect(pointers({ slug: { 'de-DE': 1 } })).toEqual(['/slug/*']);
    expect(pointers({ lines: [{ 'ada@example.org': 1 }] })).toEqual(['/lines/0/*']);
  });

  it('has no number that is a name', () => {
    expect(pointers({ slug: { '4915112345678': 1 } })).toEqual(['/slug/*']);
  });

  it('and the whole problem hold no made-up name, whatever it is', () => {
    const name = fc.string({ minLength: 6 }).map((end) => `made-up ${end}`);
    fc.assert(
      fc.property(name, (made) => {
        const { steps, ...shown } = check({ slug: { [made]: 1 } })[0] ?? { steps: [] };
        expect(steps).toEqual(['slug', made]);
        expect(JSON.stringify(shown)).not.toContain('made-up');
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});

it('the same schema is compiled once, whoever asks', () => {
  const schema = () => ({ type: 'object', properties: { name: { type: 'string' } } });
  expect(compileSchema(schema())).toBe(compileSchema(schema()));
  expect(compileSchema(schema())).not.toBe(compileSchema({ ...schema(), required: ['name'] }));
});

it('a field that every object has is looked for in the object itself', () => {
  const property = compileSchema({ type: 'object', properties: { constructor: text } });
  expect([{}, { constructor: 'a' }, { constructor: 1 }].map((value) => property(value).length)).toEqual([
    0, 0, 1,
  ]);
  const required = compileSchema({ type: 'object', required: ['valueOf'] });
  expect([{}, { valueOf: 1 }].map((value) => required(value).length)).toEqual([1, 0]);
});
