import type { MappingFunction } from './function-record.ts';
import { isBlank } from './value-type.ts';

export const present: MappingFunction = {
  name: 'present',
  signature: '<x:x>',
  parameters: [{ name: 'value', summary: 'Any value; may be absent.' }],
  summary: 'The value unchanged, or nothing where it is null, empty text or blank text.',
  examples: [
    { expression: '$present(title)', input: { title: 'Dr.' }, result: 'Dr.' },
    { expression: '$present(title)', input: { title: ' Dr. ' }, result: ' Dr. ' },
    { expression: '$present(title)', input: { title: '' } },
    { expression: '$present(title)', input: { title: '  ' } },
    { expression: '$present(title)', input: { title: null } },
    { expression: '$present(title)' },
    { expression: '$present(score)', input: { score: 0 }, result: 0 },
    { expression: '$present(member)', input: { member: false }, result: false },
    { expression: '$default($present(title), "none")', input: { title: '' }, result: 'none' },
  ],
  resultLike: { argument: 0, item: false },
  implementation: (value: unknown) => (isBlank(value) ? undefined : value),
};
