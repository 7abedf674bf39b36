/** The types of values, as JSON Schema and JSONata name them, in an author's words: `text or a number`. */
export function typeWords(types: Iterable<string>): string {
  return [...types].map((type) => words[type] ?? type).join(' or ');
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  object: 'a map of fields',
  array: 'a list',
  function: 'a function',
  pattern: 'a pattern',
};
