import { rm } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openProject } from '../../src/cli/project.ts';
import { readable } from '../../src/mapping/language/readable.ts';
import { smallProject } from '../backfill/real-shop.ts';
import { customerCreated } from '../webhook/deliveries.ts';

// What jsonata evaluates has to be waited for.
test.each([
  ['compiled', false],
  ['reference', true],
] as const)('a project is opened with the engine that is wanted: %s', async (name, isWaitedFor) => {
  const root = await smallProject(['customer.created']);
  onTestFinished(() => rm(root, { recursive: true }));
  const input = { names: [], has: () => false, valueOf: () => root };
  const { mappings } = (await openProject(input, { name })).catalog;
  const made = mappings[0]?.run(readable(customerCreated), customerCreated.createdAt);
  expect(made instanceof Promise).toBe(isWaitedFor);
  expect(await made).toMatchObject({ status: 'mapped' });
});
