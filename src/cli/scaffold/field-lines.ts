import { kindWords } from '../types/field-words.ts';
import { envelopeFields, type TypeField } from '../types/type-fields.ts';

/** More than fits beside a mapping is shown by the command that lists all. */
const most = 16;

/** A list of the paths that a type has, as comments of a mapping. */
export function fieldLines(type: string, fields: readonly TypeField[]): readonly string[] {
  const own = fields.filter(
    ({ path, kind }) => isOwn(path) && kind !== 'map' && path !== 'id' && path !== 'type',
  );
  const shown = [...own.filter(({ always }) => always), ...own.filter(({ always }) => !always)].slice(
    0,
    most,
  );
  const width = Math.max(...shown.map(({ path }) => path.length + 1));
  return [
    `# Some of what ${type} has; "?": not always. All of it: npm run mapper -- types ${type}`,
    ...shown.map((field) => {
      const path = field.always ? field.path : `${field.path}?`;
      return `#   ${path.padEnd(width)}  ${kindWords(field)}`;
    }),
  ];
}

/** Every delivery has the rest, and so has every resource. */
function isOwn(path: string): boolean {
  const steps = path.split('.');
  if (steps[0] === 'resource') return path === 'resource.id';
  return path === 'createdAt' || !steps.some((step) => hidden.has(step));
}

const hidden: ReadonlySet<string> = new Set([
  ...[...envelopeFields].filter((name) => name !== 'id' && name !== 'type'),
  'versionModifiedAt',
  'lastMessageSequenceNumber',
]);
