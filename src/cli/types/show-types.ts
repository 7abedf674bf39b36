import { kindWords } from './field-words.ts';
import type { TypeField } from './type-fields.ts';

/** One type of delivery, as it is listed. */
export interface ListedType {
  readonly type: string;
  /** What its deliveries are about; an Event, and a change of whatever, have no one kind of resource. */
  readonly resource: string;
  readonly description?: string;
}

/** A type with its fields; what is known of a field stands behind it. */
export interface ShownType extends ListedType {
  readonly fields: readonly (TypeField & { readonly description?: string })[];
}

/** What fits beside a name on a line. */
const longest = 90;

/** Types by the resource that they are about, each with a sentence. */
export function showList(types: readonly ListedType[]): string {
  const resources = [...new Set(types.map(({ resource }) => resource))].sort();
  const width = Math.max(...types.map(({ type }) => type.length));
  return resources
    .map((resource) => {
      const rows = types
        .filter((one) => one.resource === resource)
        .map(({ type, description }) => `  ${type.padEnd(width)}  ${sentence(description)}`.trimEnd());
      return [resource, ...rows].join('\n');
    })
    .join('\n\n');
}

/** A type with a row for each field. */
export function showType({ type, resource, description, fields }: ShownType): string {
  const rows = fields.map((field) => [
    field.path,
    kindWords(field),
    field.always ? 'always' : 'may be absent',
    sentence(field.description),
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return [
    `${type} (${resource})${description === undefined ? '' : `: ${description}`}`,
    ...rows.map((row) =>
      `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
    ),
  ].join('\n');
}

/** The first sentence, cut where it is longer than a line. */
function sentence(text = ''): string {
  const first = /^.+?\.(?= |$)/.exec(text)?.[0] ?? text;
  return first.length <= longest ? first : `${first.slice(0, longest - 1).trimEnd()}…`;
}
