import { FunctionError, type MappingFunction } from './function-record.ts';
import { isBlank, typeName } from './value-type.ts';

/** JSONata's own `$join` leaves out what is absent but keeps empty text, and refuses null and numbers. */
export const joinPresent: MappingFunction = {
  name: 'joinPresent',
  signature: '<as?:s>',
  parameters: [
    { name: 'parts', summary: 'A list of texts or numbers, any of which may be absent, null or blank.' },
    { name: 'separator', summary: 'What stands between them; one space where it is left out.' },
  ],
  summary: 'One text of the parts that are present, each trimmed, or nothing where none is.',
  examples: [
    {
      expression: '$joinPresent([firstName, lastName])',
      input: { firstName: 'Jane', lastName: 'Doe' },
      result: 'Jane Doe',
    },
    {
      expression: '$joinPresent([firstName, lastName])',
      input: { firstName: ' ', lastName: 'Doe' },
      result: 'Doe',
    },
    {
      expression: '$joinPresent([street, number])',
      input: { street: 'Main St', number: 12 },
      result: 'Main St 12',
    },
    { expression: '$joinPresent([city, state], ", ")', input: { city: 'Bonn', state: null }, result: 'Bonn' },
    { expression: '$joinPresent([firstName, lastName])' },
    { expression: '$joinPresent(names)' },
    { expression: '$joinPresent("Jane")', result: 'Jane' },
    {
      expression: '$joinPresent([name])',
      input: { name: { en: 'Shirt' } },
      failure: '$joinPresent joins texts and numbers; it found an object',
    },
  ],
  leavesOutAbsent: true,
  implementation: (parts: unknown, separator: unknown) => {
    const list: readonly unknown[] = Array.isArray(parts) ? parts : [parts];
    const texts = list.filter((part) => !isBlank(part)).map(partText);
    return texts.length === 0 ? undefined : texts.join(typeof separator === 'string' ? separator : ' ');
  },
};

function partText(part: unknown): string {
  if (typeof part === 'string') return part.trim();
  if (typeof part === 'number') return String(part);
  const message = `$joinPresent joins texts and numbers; it found ${typeName(part)}`;
  throw new FunctionError(message, 'pick a field of it, or make it text with $string first');
}
