import type { Issue } from '../report/issue.ts';
import { checkExpression } from './check/check-expression.ts';
import type { Source } from './check/field-trouble.ts';
import type { Expression } from './expression/expression.ts';
import { namesOfTables, type Shared, type SharedName, sharedUsedBy } from './shared.ts';
import type { Inferred } from './types/inferred.ts';

/**
 * What shared names are made of and a mapping does not give, each at the first expression that wants it. Where all of it may be
 * left out, a name that may then be nothing is told, too, in an expression that must have a value; not one that is `present` anyway.
 */
export function missingForShared(
  expressions: readonly Expression[],
  shared: Shared,
  given: ReadonlySet<string>,
  {
    required,
    present,
    sources,
  }: {
    readonly required: readonly { readonly expression: Expression }[];
    readonly present: ReadonlySet<string>;
    readonly sources: readonly Source[];
  },
): readonly Issue[] {
  const missing = new Map<string, Issue>();
  for (const expression of expressions)
    for (const one of sharedUsedBy([expression], shared)) {
      const { name, from, file } = one;
      const isWithout = from.every((asked) => asked.optional && !given.has(asked.name));
      const isTold =
        isWithout &&
        expression.names.includes(name) &&
        required.some((field) => field.expression === expression) &&
        !present.has(`$${name}`) &&
        mayBeNothing(one, shared, sources);
      for (const wanted of isTold ? from.slice(0, 1) : from.filter(({ optional }) => !optional))
        if (!given.has(wanted.name) && !missing.has(wanted.name))
          missing.set(wanted.name, {
            ...(isTold ? never : unknown),
            message: `$${name} is made of $${wanted.name}, which has no value here`,
            place: expression.source.placeAt(0),
            hint: `write "${wanted.name}: …" under "let:"; ${file.path} says what it must be`,
          });
    }
  return [...missing.values()];
}

const unknown = { code: 'unknown-variable', severity: 'error' } as const;
const never = { code: 'may-be-nothing', severity: 'warning' } as const;

/** Whether a shared value may be nothing for one of the types where nothing of what it is made of is given: it may have a stand-in. */
function mayBeNothing({ made, from }: SharedName, shared: Shared, sources: readonly Source[]): boolean {
  if ('value' in made) return false;
  const absent = from.map(({ name }) => [name, { mayBeAbsent: true }] as const);
  return (sources.length > 0 ? sources.map((one) => [one]) : [[]]).some((source) => {
    const names = new Map<string, Inferred>([...namesOfTables(shared), ...absent]);
    const inferred = (one: Expression) => checkExpression(one, source, [names]).inferred[0] ?? {};
    for (const { name, made: inner } of sharedUsedBy([made.expression], shared))
      if ('expression' in inner) names.set(name, inferred(inner.expression));
    return inferred(made.expression).mayBeAbsent === true;
  });
}
