import type { Issue } from '../../report/issue.ts';
import { nearest } from '../../report/nearest.ts';
import type { FieldRead, IgnoredFields } from '../catalog.ts';
import { fieldNames, fieldOf, type Shape } from '../types/shape.ts';
import type { MissingField } from '../types/walk.ts';
import { entry, type MapNode, scalars } from '../yaml/document.ts';
import { fieldTrouble, type Source } from './field-trouble.ts';

/** What stands under "ignores:" of a mapping, or of a shared file. */
export function readIgnores(root: MapNode): readonly IgnoredFields[] {
  return scalars(entry(root, 'ignores')).map(({ value, place }) => ({ pattern: String(value), place }));
}

/** Whether a pattern names a field, or something around it. */
export function isIgnoredBy({ pattern }: IgnoredFields, path: string): boolean {
  const names = path.split('.');
  const steps = pattern.split('.');
  return steps.length <= names.length && steps.every((step, index) => step === '*' || step === names[index]);
}

/** Names that no delivery type of the mapping has, and those that the mapping uses all the same. */
export function ignoreIssues(
  ignores: readonly IgnoredFields[],
  sources: readonly Source[],
  reads: readonly FieldRead[],
): readonly Issue[] {
  return ignores.flatMap((one) => {
    const missing = sources.map(({ shape }) => missingStep(shape, one.pattern.split('.')));
    const [first] = missing;
    if (first !== undefined && missing.every((step) => step !== undefined))
      return unknownName(one, first, sources);
    // A star is what is left beside the fields in use.
    const uses = one.pattern.includes('*') ? [] : reads.filter(({ path }) => isIgnoredBy(one, path));
    const used = uses.find(({ path }) => path !== one.pattern) ?? uses[0];
    return used === undefined ? [] : [ignoredAndUsed(one, used)];
  });
}

/** The first name that is not there. Where any name may be, all are. */
export function missingStep(shape: Shape, [step, ...rest]: readonly string[]): MissingField | undefined {
  if (step === undefined) return undefined;
  const names = step === '*' ? fieldNames(shape) : [step];
  const found = names.map((name) => ({ name, field: fieldOf(shape, name) }));
  const missing = found.map(({ name, field }) => {
    if (field.status === 'open') return undefined;
    if (field.status === 'missing') return { name, parent: shape, known: field.known };
    return missingStep(field.shape, rest);
  });
  if (missing.some((one) => one === undefined)) return undefined;
  // Of several places, the one in which there is a name that may be meant.
  return missing.find((one) => one !== undefined && nearest(one.name, one.known) !== undefined) ?? missing[0];
}

function unknownName(
  { pattern, place }: IgnoredFields,
  missing: MissingField,
  sources: readonly Source[],
): readonly Issue[] {
  const { message, hint } = fieldTrouble(missing, sources, new Set());
  const meant = hint?.startsWith('did you mean')
    ? hint
    : 'remove it: what no delivery has need not be ignored';
  const types = sources.map(({ type }) => type).join(' or ');
  const text = pattern.includes('*') ? `${pattern}: no such field in ${types}` : message;
  return [{ code: 'unknown-field', severity: 'error', message: text, place, hint: meant }];
}

function ignoredAndUsed({ pattern, place }: IgnoredFields, used: FieldRead): Issue {
  const { file, line } = used.place;
  const hint =
    used.path === pattern
      ? 'remove it here, or where it is used'
      : `write ${pattern}.* for all below it that is not used`;
  return {
    code: 'ignored-and-used',
    severity: 'warning',
    message: `${pattern} is ignored here, and ${used.path === pattern ? '' : `${used.path} is `}used in ${file}:${line}`,
    place,
    hint,
  };
}
