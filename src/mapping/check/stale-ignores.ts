import type { Issue } from '../../report/issue.ts';
import { nearest } from '../../report/nearest.ts';
import type { IgnoredFields } from '../catalog.ts';
import { fieldNames, fieldOf, type Shape } from '../types/shape.ts';
import { missingStep } from './ignores.ts';

/**
 * Names that all mappings leave out on purpose, and that no delivery has, or has any more. `shapes` are those of
 * all types of delivery that there are.
 */
export function staleIgnores(ignores: readonly IgnoredFields[], shapes: readonly Shape[]): readonly Issue[] {
  return ignores.flatMap((one) => {
    const steps = one.pattern.split('.');
    return shapes.some((shape) => isKnown(shape, steps)) ? [] : [stale(one, steps, shapes)];
  });
}

/** Behind a star, what may hold any name does not count: then no name could ever be wrong. */
function isKnown(shape: Shape, [step, ...rest]: readonly string[], isBehindStar = false): boolean {
  if (step === undefined) return true;
  if (step !== '*')
    return (!isBehindStar || fieldNames(shape).includes(step)) && isKnownBelow(shape, step, rest);
  return rest.length === 0 || fieldNames(shape).some((name) => isKnownBelow(shape, name, rest, true));
}

function isKnownBelow(shape: Shape, name: string, rest: readonly string[], isBehindStar = false): boolean {
  const field = fieldOf(shape, name);
  return field.status === 'known' ? isKnown(field.shape, rest, isBehindStar) : field.status === 'open';
}

function stale({ pattern, place }: IgnoredFields, steps: readonly string[], shapes: readonly Shape[]): Issue {
  const meant = shapes
    .flatMap((shape) => corrected(shape, steps))
    .find((other) => shapes.some((shape) => isKnown(shape, other)));
  return {
    code: 'unknown-field',
    severity: 'error',
    message: `${pattern}: no such field in any type of delivery`,
    place,
    hint:
      meant === undefined
        ? 'remove it: what no delivery has need not be ignored'
        : `did you mean ${meant.join('.')}?`,
  };
}

/** The same names with the first wrong one as it is most likely meant. */
function corrected(shape: Shape, steps: readonly string[]): readonly (readonly string[])[] {
  const missing = missingStep(shape, steps);
  const near = missing && nearest(missing.name, missing.known);
  return near === undefined ? [] : [steps.map((step) => (step === missing?.name ? near : step))];
}
