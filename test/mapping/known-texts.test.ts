import { expect, test } from 'vitest';
import { compileExpression } from '../../src/mapping/expression/expression.ts';

function readingOf(text: string) {
  const made = compileExpression({ text, placeAt: () => ({ file: 'case.yaml', line: 1, column: 1 }) });
  return made.ok ? made.expression.ast : undefined;
}

test('a text is read once, and what was read is not kept for ever: who writes a long expression makes a new one with each key', () => {
  const first = readingOf('order.id & "kept"');
  expect(first).toBeDefined();
  expect(readingOf('order.id & "kept"')).toBe(first);
  for (let key = 0; key < 40; key++) readingOf(`order.id & "${'x'.repeat(10_000)}${key}"`);
  expect(readingOf('order.id & "kept"')).not.toBe(first);
});
