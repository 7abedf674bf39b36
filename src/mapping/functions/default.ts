import type { MappingFunction } from './function-record.ts';

/** JSONata's own `??` lets null through, and its `?:` swallows 0, false and "". */
export const defaultTo: MappingFunction = {
  name: 'default',
  signature: '<xx:x>',
  parameters: [
    { name: 'value', summary: 'Any value; may be absent.' },
    { name: 'fallback', summary: 'What stands in for it.' },
  ],
  summary: 'The value, or the fallback where the value is absent or null; 0, false and "" are values.',
  examples: [
    { expression: '$default(score, 1)', result: 1 },
    { expression: '$default(score, 1)', input: { score: null }, result: 1 },
    { expression: '$default(score, 1)', input: { score: 0 }, result: 0 },
    { expression: '$default(member, true)', input: { member: false }, result: false },
    { expression: '$default(name, "unknown")', input: { name: '' }, result: '' },
    { expression: '$default(score, other)' },
  ],
  resultLike: { argument: 0, item: false, or: 1 },
  implementation: (value: unknown, fallback: unknown) => value ?? fallback,
};
