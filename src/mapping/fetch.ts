import type { Issue } from '../report/issue.ts';
import { nearest } from '../report/nearest.ts';
import type { Place } from '../report/place.ts';
import type { Expression } from './expression/expression.ts';
import { reached } from './language/used-names.ts';
import type { Fetch } from './run.ts';
import type { Shared } from './shared.ts';
import { type Inferred, ofShape } from './types/inferred.ts';
import type { Shape } from './types/shape.ts';
import type { DocumentNode, MapNode } from './yaml/document.ts';

/** What is known of a kind of resource. */
export interface ResourceKind {
  readonly shape: Shape;
  /** What is wrong with a resource by its schema. */
  readonly check: (resource: unknown) => readonly Issue[];
}

/** One line under `fetch:`: a name and what leads to its value. */
export interface FetchedName extends Omit<Fetch, 'check'> {
  readonly resource: ResourceKind;
}

/** The kinds of resources that mappings may fetch. */
export interface ResourceKinds {
  readonly names: readonly string[];
  readonly of: (kind: string) => ResourceKind | undefined;
}

/**
 * Reads `fetch:`. Either `customer: <expression>`, where the name is that of the kind, or a map that says the kind and one
 * thing that leads to it: `{ kind: customer, id: <expression> }`.
 */
export function readFetches(
  entries: MapNode['entries'],
  kinds: ResourceKinds,
  compile: (node: DocumentNode | undefined) => Expression | undefined,
  report: (issue: Issue) => void,
): readonly FetchedName[] {
  return entries.flatMap(({ key, keyPlace: place, value }): FetchedName[] => {
    const name = key.replace(/\?$/, '');
    const inside = value.kind === 'map' ? value.entries : undefined;
    const said = inside?.find((entry) => entry.key === 'kind')?.value;
    const way = inside?.find((entry) => entry.key !== 'kind');
    const kind = said?.kind === 'scalar' ? String(said.value) : dashed(name);
    const expression = compile(inside === undefined ? value : way?.value);
    const resource = kinds.of(kind);
    if (resource === undefined) report(unknownKind(name, kind, said?.place ?? place, kinds.names));
    if (resource === undefined || expression === undefined) return [];
    const named = { ...resource, shape: { ...resource.shape, path: `$${name}` } };
    return [{ name, kind, by: way?.key ?? 'id', optional: key.endsWith('?'), expression, resource: named }];
  });
}

/** What is known of a fetched value before any delivery comes: it is absent where nothing leads to it. */
export function fetchedBy(
  leading: readonly Inferred[],
  { optional, resource }: FetchedName,
): readonly Inferred[] {
  return leading.map(({ mayBeAbsent }) => ({
    ...ofShape(resource.shape),
    mayBeAbsent: optional || mayBeAbsent === true,
  }));
}

/** An expression that can give neither an id nor a reference. */
export function neverReference({ expression }: FetchedName, leading: readonly Inferred[]): readonly Issue[] {
  if (leading.some(({ types }) => types === undefined || types.has('string') || types.has('object')))
    return [];
  const message = 'what is fetched must be said by an id or a reference';
  const hint = 'give a field such as resource.id or order.customerId';
  const place = expression.source.placeAt(0);
  return [{ code: 'output-type', severity: 'error', message, place, hint }];
}

/** A value of a mapping's own: fetched, or made under `let:`. */
type OwnValue = { readonly name: string; readonly expression: Expression };

/**
 * The values in an order in which each can be made of those before it: a fetched one is made of others to begin with,
 * and others are made of it. Those under `let:`, like the fetched ones, use only such of their own that stand above them.
 */
export function inOrder<Fetch extends OwnValue, Let extends OwnValue>(
  fetches: readonly Fetch[],
  lets: readonly Let[],
): readonly (Fetch | Let)[] {
  const ordered: (Fetch | Let)[] = [];
  const waiting: (Fetch | Let)[] = [...fetches, ...lets];
  const waits = (one: Fetch | Let, index: number) =>
    one.expression.names.some((name) =>
      waiting.some((other, at) => other.name === name && (at < index || isOther(one, other))),
    );
  const isOther = (one: OwnValue, other: OwnValue) =>
    fetches.some(({ name }) => name === one.name) !== fetches.some(({ name }) => name === other.name);
  while (waiting.length > 0) {
    const ready = waiting.findIndex((one, index) => !waits(one, index));
    // In a circle, the first is told that what it uses has no value yet.
    ordered.push(...waiting.splice(Math.max(ready, 0), 1));
  }
  return ordered;
}

/** Without its unused lines: what no call, condition or need is made of is not fetched. */
export function usedFetches(
  fetches: readonly FetchedName[],
  expressions: readonly Expression[],
  madeOf: (name: string) => Expression | undefined,
): readonly FetchedName[] {
  const used = reached(expressions, (name) => {
    return madeOf(name) ?? fetches.find((one) => one.name === name)?.expression;
  });
  return fetches.filter(({ name }) => used.has(name));
}

/** What a name of `let:`, or a shared one, is made of. */
export function madeOf(
  lets: readonly { readonly name: string; readonly expression: Expression }[],
  shared: Shared,
): (name: string) => Expression | undefined {
  return (name) => {
    const own = lets.find((one) => one.name === name)?.expression;
    const made = shared.get(name)?.made;
    return own ?? (made !== undefined && 'expression' in made ? made.expression : undefined);
  };
}

/** `businessUnit` is the name of a `business-unit`. */
function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function undashed(kind: string): string {
  return kind.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function unknownKind(name: string, kind: string, place: Place, kinds: readonly string[]): Issue {
  const isName = kind === dashed(name);
  const offered = isName ? kinds.map(undashed) : kinds;
  const near = nearest(isName ? name : kind, offered);
  const meant = near === undefined ? '' : `did you mean ${near}? `;
  const other = isName && near === undefined ? '; under another name, say which: { kind: …, id: … }' : '';
  return {
    code: 'mapping-shape',
    severity: 'error',
    message: `${name}: ${kind} is nothing that can be fetched`,
    place,
    hint: `${meant}there are: ${offered.join(', ')}${other}`,
  };
}
