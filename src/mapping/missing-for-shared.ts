import type { Issue } from '../report/issue.ts';
import { checkExpression } from './check/check-expression.ts';
import type { Source } from './check/field-trouble.ts';
import type { Expression } from './expression/expression.ts';
import { type Shared, type SharedName, sharedUsedBy } from './shared.ts';
import type { Inferred } from './types/inferred.ts';

/**
 * What shared names are made of and a mapping does not give, each at the first expression that wants it. Where all of it may be
 * left out, that is told of a name that is nothing without it, in an expression that must have a value and then may have none; not
 * of one that is `present` anyway.
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
  for (const expression of expressions) {
    const used = sharedUsedBy([expression], shared);
    for (const { name, from, file } of used) {
      const isWithout = from.every((asked) => asked.optional && !given.has(asked.name));
      const isTold =
        isWithout &&
        expression.names.includes(name) &&
        required.some((field) => field.expression === expression) &&
        !present.has(`$${name}`) &&
        mayBeNothing(name, expression, { used, given, present, sources });
      for (const wanted of isTold ? from.slice(0, 1) : from.filter(({ optional }) => !optional))
        if (!given.has(wanted.name) && !missing.has(wanted.name))
          missing.set(wanted.name, {
            ...(isTold ? never : unknown),
            message: `$${name} is made of $${wanted.name}, which has no value here`,
            place: expression.source.placeAt(0),
            hint: `write "${wanted.name}: …" under "let:"; ${file.path} says what it must be`,
          });
    }
  }
  return [...missing.values()];
}

const unknown = { code: 'unknown-variable', severity: 'error' } as const;
const never = { code: 'may-be-nothing', severity: 'warning' } as const;

/** Whether a shared name, and the expression that uses it, may be nothing for one of the types: something may stand in for either. */
function mayBeNothing(
  name: string,
  expression: Expression,
  { used, given, present, sources }: Surroundings,
): boolean {
  const left = used.flatMap(({ from }) => from).filter((one) => !given.has(one.name));
  return (sources.length > 0 ? sources.map((one) => [one]) : [[]]).some((source) => {
    const names = new Map<string, Inferred>(left.map((one) => [one.name, { mayBeAbsent: true }]));
    const inferred = (one: Expression) => checkExpression(one, source, [names], present).inferred[0];
    for (const { name: inner, made } of used)
      names.set(inner, ('value' in made ? undefined : inferred(made.expression)) ?? {});
    return [names.get(name), inferred(expression)].every((one) => one?.mayBeAbsent === true);
  });
}

interface Surroundings {
  /** The shared names that the expression uses, each behind those that it uses. */
  readonly used: readonly SharedName[];
  readonly given: ReadonlySet<string>;
  readonly present: ReadonlySet<string>;
  readonly sources: readonly Source[];
}
