import { expect, test } from 'vitest';
import { standAlone } from '../../src/mapping/stand-alone.ts';
import { compileSchema } from '../../src/schema.ts';

const text = { type: 'string' };
const at = (name: string) => ({ $ref: `shared.json#/definitions/${name}` });
const inShared = (name: string) => ({ $ref: `#/definitions/${name}` });

/** A part that is part of itself, one that it leads to, and one that nobody needs. */
const part = { type: 'object', properties: { inner: inShared('Part'), names: inShared('Names') } };
const names = { type: 'array', items: text };
const shared = { $id: 'shared.json', definitions: { Part: part, Names: names, Unused: text } };

test('a schema has all that it refers to in the shared file, and no more', () => {
  const schema = { type: 'object', properties: { part: at('Part') }, required: ['part'] };
  const alone = standAlone(schema, shared);
  expect(alone).toEqual({
    type: 'object',
    properties: { part: inShared('Part') },
    required: ['part'],
    definitions: { Part: part, Names: names },
  });
  const validate = compileSchema(alone);
  expect(validate({ part: { inner: { names: ['a'] } } })).toEqual([]);
  expect(validate({ part: { inner: { names: ['a', 1] } } })).toMatchObject([
    { pointer: '/part/inner/names/1' },
  ]);
});

test('its own definitions stay, and what they refer to comes too', () => {
  const schema = { definitions: { Own: { type: 'array', items: at('Names') } }, allOf: [inShared('Own')] };
  expect(standAlone(schema, shared)).toEqual({
    definitions: { Own: { type: 'array', items: inShared('Names') }, Names: names },
    allOf: [inShared('Own')],
  });
});

test('a schema that refers to nothing there comes back as it is', () => {
  const schema = { $ref: '#/definitions/Own', definitions: { Own: text } };
  expect(standAlone(schema, shared)).toBe(schema);
  expect(standAlone(schema, {})).toBe(schema);
});

test('a reference that leads nowhere is found when the schema is compiled', () => {
  const alone = standAlone({ properties: { part: at('Prat') }, type: 'object' }, shared);
  expect(() => compileSchema(alone)).toThrow("can't resolve reference shared.json#/definitions/Prat");
});

test('what was given in stays as it was', () => {
  const schema = { type: 'object', properties: { part: at('Part') } };
  const before = JSON.stringify([schema, shared]);
  standAlone(schema, shared);
  expect(JSON.stringify([schema, shared])).toBe(before);
});
