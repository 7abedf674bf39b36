/** As wide as the code. */
const width = 110;

/**
 * A value as JSON in which what fits into a line stands in one: small, and yet a change of one field is a change of
 * one line.
 */
export function schemaText(value: unknown): string {
  return `${written(value, '')}\n`;
}

function written(value: unknown, indent: string): string {
  const compact = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || indent.length + compact.length <= width) return compact;
  const deeper = `${indent} `;
  const lines = Array.isArray(value)
    ? value.map((item) => deeper + written(item, deeper))
    : Object.entries(value).map(
        ([name, part]) => `${deeper}${JSON.stringify(name)}:${written(part, deeper)}`,
      );
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}
