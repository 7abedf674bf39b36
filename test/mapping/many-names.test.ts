import { expect, test } from 'vitest';
import { workspace } from '../cli/workspace.ts';

/** Milliseconds. With work for each pair of names it takes far longer; a busy machine may take some of this. */
const inTime = 30_000;

test('thousands of names are no more than thousands of lines', { timeout: inTime }, async () => {
  const { mapper, write } = await workspace(['CustomerCreated']);
  const lets = Array.from({ length: 10_000 }, (_, index) => `  name${index}: customer.email & "x"`);
  const call = 'identify:\n  userId: $name9999\n';
  await write(
    'mappings/many.yaml',
    `description: Names.\non: CustomerCreated\nlet:\n${lets.join('\n')}\n${call}`,
  );
  expect((await mapper('check')).stderr).not.toContain('many.yaml');
});
