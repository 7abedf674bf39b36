import type { Issue } from '../../report/issue.ts';
import type { Expression } from '../expression/expression.ts';
import { reached } from '../language/used-names.ts';
import type { MapNode } from '../yaml/document.ts';

/**
 * What a mapping names and no call comes of: mostly what a field that was taken out has left behind. What shared files
 * ask for is given to all of them: with another user id another of these names counts.
 */
export function unusedNames(
  given: MapNode['entries'],
  using: readonly Expression[],
  madeOf: (name: string) => Expression | undefined,
  asked: ReadonlySet<string>,
): readonly Issue[] {
  const used = reached([...using, { names: [...asked] }], madeOf);
  return given
    .map(({ key, keyPlace }) => ({ name: key.replace(/\?$/, ''), place: keyPlace }))
    .filter(({ name }) => !used.has(name))
    .map(({ name, place }) => ({
      code: 'unused-name',
      severity: 'warning',
      message: `nothing uses $${name}`,
      place,
      hint: 'take the line out, or use the name in a call',
    }));
}
