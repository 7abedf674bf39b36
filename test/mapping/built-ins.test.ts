import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import jsonata from 'jsonata';
import { expect, test } from 'vitest';
import { boundedBuiltIns } from '../../src/mapping/language/bounded.ts';
import { builtIns, forbiddenFunctions } from '../../src/mapping/language/built-ins.ts';

interface Registered {
  readonly _jsonata_function?: boolean;
  readonly signature?: { readonly definition: string };
}

const registered = async (name: string) => (await jsonata(`$${name}`).evaluate({})) as Registered | undefined;

/** jsonata gives no list of its functions: its source does, where they are bound to their names. */
const source = readFileSync(createRequire(import.meta.url).resolve('jsonata'), 'utf8');
const inLibrary = [...source.matchAll(/\.bind\('(\w+)', defineFunction\(/g)].map(([, name]) => name);

test('the library has these functions and no others', () => {
  expect([...new Set(inLibrary)].sort()).toEqual([...builtIns.keys(), ...forbiddenFunctions.keys()].sort());
});

test.each([...builtIns])('$%s is %s in the library', async (name, signature) => {
  const found = await registered(name);
  expect(found?._jsonata_function).toBe(true);
  expect(found?.signature?.definition).toBe(signature);
});

test.each([...forbiddenFunctions])('$%s is in the library and not allowed: %s', async (name, instead) => {
  expect((await registered(name))?._jsonata_function).toBe(true);
  expect(builtIns.has(name)).toBe(false);
  expect(instead).toMatch(/^(use|write) /);
});

test('the functions with a bound are among them', () => {
  expect(boundedBuiltIns.filter(({ name, signature }) => builtIns.get(name) !== signature)).toEqual([]);
});
