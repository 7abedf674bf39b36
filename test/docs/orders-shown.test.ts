import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rowsBelow, textOf } from './pages.ts';

/** What the mappings of orders listen to and send, read from their texts. */
const mapped = readdirSync('mappings')
  .filter((name) => name.startsWith('order.'))
  .flatMap((name) => {
    const text = textOf(`mappings/${name}`);
    const types = /^on: \[?([^\]\n]+)/m.exec(text)?.[1]?.split(', ') ?? [];
    const event = /^ {2}event: (.+)$/m.exec(text)?.[1] ?? '';
    return types.map((type) => `${type}: ${event}`);
  });

test('mappings/README.md lists each message of an order with its event', () => {
  const listed = rowsBelow('mappings/README.md', 'Orders').flatMap(([, type = '', event = '']) =>
    /^`(\w+)`$/.test(type) && /^`[A-Z]/.test(event) ? `${type}: ${event}`.replaceAll('`', '') : [],
  );
  expect(listed.toSorted()).toEqual(mapped.toSorted());
});
