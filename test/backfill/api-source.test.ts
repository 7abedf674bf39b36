import { expect, test } from 'vitest';
import { apiSource } from '../../src/backfill/api-source.ts';
import { isStop } from '../../src/backfill/piece.ts';
import type { Ask } from '../../src/commercetools/lookup/api.ts';

const never = new AbortController().signal;

/** What is read behind an id of an API whose answers are these, one after the other: ids, and why it ends. */
async function read(answers: readonly object[], after?: string): Promise<readonly string[]> {
  const left = [...answers, { results: [] }];
  const ask = (async () => ({ status: 'answered', body: left.shift() ?? {}, attempts: 1 })) as unknown as Ask;
  const reading = apiSource({
    ask,
    projectKey: 'a-shop',
    what: 'customers',
    selection: { kind: 'customer', where: [] },
    patience: { totalMs: 0, requestMs: 1_000, halt: never, cut: never },
    after,
  });
  const told: string[] = [];
  for await (const one of reading) told.push(isStop(one) ? one.detail : String(one.position?.['id']));
  return told;
}

const page = (...ids: readonly unknown[]) => ({ results: ids.map((id) => ({ id })) });

test('page after page is read, each behind the last id of the one before', async () => {
  expect(await read([page('b', 'c'), page('d')], 'a')).toEqual(['b', 'c', 'd']);
});

test.each<[string, readonly object[]]>([
  ['two in the wrong order', [page('b', 'd', 'c')]],
  ['the same twice', [page('b', 'b')]],
  ['a first one from before the place where the run goes on', [page('A')]],
  ['the one at which it goes on', [page('a', 'b')]],
  ['a second page that begins as the first did', [page('b'), page('b')]],
])('%s: nothing of that page is read, since some would be left out', async (_, pages) => {
  const told = await read(pages, 'a');
  expect(told.slice(0, -1)).toEqual(pages.length > 1 ? ['b'] : []);
  expect(told.at(-1)).toMatch(/^commercetools gave resources that are not in the order of their ids, /);
});

test.each<[string, object]>([
  ['no list', { results: {} }],
  ['no results', { count: 0 }],
  ['what has no id', page('b', undefined)],
  ['an id that would end its quotes in the next question', page('b', 'c" or id > "b')],
  ['what is no resource', { results: ['b'] }],
])('%s is no page', async (_, answer) => {
  expect(await read([answer])).toEqual([
    'commercetools answered with something else than a page of resources; go on later with the same command',
  ]);
});
