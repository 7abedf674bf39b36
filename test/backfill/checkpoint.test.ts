import { expect, test } from 'vitest';
import { changedSince, checkpointText, readCheckpoint } from '../../src/backfill/checkpoint.ts';

const task = { resource: 'customers', source: '0123456789ab' };
const mappings = { 'customer.created': '1', 'customer.deleted': '2' };
const after = { version: 7, id: 'c-1' };
const kept = { task, mappings, after, isComplete: false };

test('what was kept is read again', () => {
  expect(readCheckpoint(checkpointText(kept), task)).toEqual(kept);
  const atFirst = { task, isComplete: false };
  expect(readCheckpoint(checkpointText(atFirst), task)).toEqual(atFirst);
});

test.each<[string, unknown]>([
  ['another version', { version: 2, ...kept }],
  ['no version', kept],
  ['a list', [kept]],
  ['no task', { version: 1, ...kept, task: undefined }],
  ['a task of numbers', { version: 1, ...kept, task: { resource: 7 } }],
  ['a place that is none', { version: 1, ...kept, after: 'c-1' }],
  ['a place of nothing', { version: 1, ...kept, after: { id: null } }],
  ['nothing of whether it is done', { version: 1, ...kept, isComplete: undefined }],
])('%s is no checkpoint', (_name, value) => {
  expect(readCheckpoint(JSON.stringify(value), task)).toMatch(/^is no checkpoint of this version: /);
  expect(readCheckpoint('{', task)).toMatch(/^is no checkpoint of this version: /);
});

test('of another run it says what is different', () => {
  const { source: _, ...other } = { ...task, resource: 'orders' };
  expect(readCheckpoint(checkpointText(kept), other)).toBe(
    'is of another run (resource: "customers" there, "orders" here; source: "0123456789ab" there, none here): name another file, or delete it to begin anew',
  );
  expect(readCheckpoint(checkpointText({ ...kept, task: { resource: 'customers' } }), task)).toMatch(
    /^is of another run \(source: none there, "0123456789ab" here\): /,
  );
});

test('mappings are others where they changed, came or went, once anything was done by them', () => {
  const now = { 'customer.created': '3', 'order.created': '4' };
  const changed = ['customer.created', 'customer.deleted', 'order.created'];
  expect(changedSince(kept, now)).toEqual(changed);
  expect(changedSince(kept, mappings)).toEqual([]);
  expect(changedSince({ task, mappings, isComplete: false }, now)).toEqual([]);
  expect(changedSince({ task, after, isComplete: false }, now)).toEqual([]);
});
