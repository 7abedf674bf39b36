import type { Issue } from '../report/issue.ts';
import { type Place, yamlName } from '../report/place.ts';
import type { FieldRead, IgnoredFields, Mapping, SourceFile } from './catalog.ts';
import { type Checked, checkExpression } from './check/check-expression.ts';
import type { CheckedOf } from './check/check-fields.ts';
import { isFunctionName } from './check/check-names.ts';
import type { Source } from './check/field-trouble.ts';
import { ignoreIssues, readIgnores } from './check/ignores.ts';
import { mappedFields } from './check/mapped-fields.ts';
import { plainTextIssues } from './check/plain-texts.ts';
import { unusedNames } from './check/unused-names.ts';
import { compileCalls } from './compile-calls.ts';
import type { Engine } from './expression/engine.ts';
import { compileExpression, type Expression } from './expression/expression.ts';
import type { InTurn } from './expression/turns.ts';
import {
  fetchedBy,
  inOrder,
  madeOf,
  neverReference,
  type ResourceKinds,
  readFetches,
  usedFetches,
} from './fetch.ts';
import { expressionsIn } from './fields.ts';
import { hashOf } from './file-hash.ts';
import { missingForShared } from './missing-for-shared.ts';
import type { OutputContract } from './output.ts';
import type { Need, Program } from './run.ts';
import { fetchingRunner } from './run-fetching.ts';
import { namesOfTables, type Shared, type SharedName, sharedUsedBy } from './shared.ts';
import { presentBy } from './types/guards.ts';
import type { Inferred } from './types/inferred.ts';
import { type DocumentNode, entriesAt, entry, type MapNode, readDocument, scalars } from './yaml/document.ts';

/** What a mapping file is held against. */
export interface Rules {
  /** Issues of the file's form, at their places. */
  readonly checkForm: (root: DocumentNode) => readonly Issue[];
  /** The input of a delivery type, or an issue where there is no such type. */
  readonly sourceOf: (type: string, place: Place) => { readonly source?: Source; readonly issue?: Issue };
  /** The kinds of resources that may be fetched. */
  readonly resources: ResourceKinds;
  readonly contractOf: (callType: string, event: string | undefined) => OutputContract;
  /** Values that the mapping may use without making them. */
  readonly shared: Shared;
  /** Shared names that cannot be used, which is said where they are written. */
  readonly broken: ReadonlySet<string>;
  /** What shared files ask a mapping for; unknown while they have errors. */
  readonly asked: ReadonlySet<string> | undefined;
  /** Fields that no mapping means to use. */
  readonly ignores: readonly IgnoredFields[];
  /** Runs the mapping's evaluations one delivery after the other. */
  readonly inTurn: InTurn;
  readonly engine?: Engine | undefined;
}

/** A compiled mapping and what it runs. */
export interface CompiledMapping {
  readonly mapping: Mapping;
  readonly program: Program<OutputContract>;
}

/** Compiles a mapping file; gives none where it has an error. Every issue names its place. */
export function compileMapping(
  file: SourceFile,
  rules: Rules,
): Partial<CompiledMapping> & { readonly issues: readonly Issue[] } {
  const { root, issues: unreadable } = readDocument(file.path, file.text);
  if (root === undefined) return { issues: unreadable };
  const malformed = rules.checkForm(root);
  if (root.kind !== 'map' || malformed.some(({ severity }) => severity === 'error'))
    return { issues: malformed };

  const issues: Issue[] = [...malformed];
  const report = (issue: Issue) => issues.push(issue);
  const expressionAt = (node: DocumentNode | undefined): Expression | undefined => {
    if (node?.kind !== 'scalar') return undefined;
    const compiled = compileExpression({ text: String(node.value), placeAt: node.placeAt });
    if (!compiled.ok) report(compiled.issue);
    return compiled.ok ? compiled.expression : undefined;
  };

  const types = scalars(entry(root, 'on'));
  const sources = types.flatMap(({ value, place }) => {
    const { source, issue } = rules.sourceOf(String(value), place);
    if (issue !== undefined) report(issue);
    return source ?? [];
  });
  const reportTaken = ({ key, keyPlace }: MapNode['entries'][number]) => {
    const name = key.replace(/\?$/, '');
    const shared = rules.shared.get(name);
    if (isFunctionName(name)) report(nameTaken(name, 'a function already', keyPlace));
    else if (shared !== undefined) report(nameTaken(name, `there already: ${shared.file.path}`, keyPlace));
  };
  entriesAt(root, 'fetch').forEach(reportTaken);
  const fetches = readFetches(entriesAt(root, 'fetch'), rules.resources, expressionAt, report);
  const lets = entriesAt(root, 'let').flatMap((one): OwnName[] => {
    const { key, keyPlace, value } = one;
    reportTaken(one);
    if (fetches.some(({ name }) => name === key)) report(nameTaken(key, 'fetched already', keyPlace));
    const expression = expressionAt(value);
    return expression === undefined ? [] : [{ name: key, expression }];
  });
  const when = expressionAt(entry(root, 'when'));
  const needs = entriesAt(root, 'needs').flatMap(({ key, keyPlace, value }): Need[] => {
    const compiled = compileExpression({ text: `$${key}`, placeAt: () => keyPlace });
    if (!compiled.ok) report(compiled.issue);
    const reason = value.kind === 'scalar' ? String(value.value) : '';
    return compiled.ok ? [{ value: compiled.expression, reason }] : [];
  });
  const before = issues.length;
  const calls = compileCalls(root, rules.contractOf, report);
  // A field that cannot be read is not missing.
  const complete = issues.length === before;

  // Without all sources the fields cannot be judged; what is wrong has then been said already.
  const judged = sources.length === types.length ? sources : [];
  const names = (judged.length > 0 ? judged : [undefined]).map(() => namesOfTables(rules.shared));
  const present = new Set([...presentBy(when?.ast), ...needs.map(({ value }) => value.source.text)]);
  const reads: FieldRead[] = [];
  const check = (expression: Expression): Checked => {
    const checked = checkExpression(expression, judged, names, present, rules.shared.keys(), own);
    issues.push(...checked.issues);
    reads.push(...checked.reads);
    return checked;
  };
  const learn = (name: string, inferred: readonly Inferred[]) => {
    for (const [index, map] of names.entries()) map.set(name, inferred[index] ?? {});
  };
  // What cannot be fetched, read or shared is wrong in one place, not in all that use it.
  const written = [...entriesAt(root, 'fetch'), ...entriesAt(root, 'let')];
  const own = new Set(written.map(({ key }) => key.replace(/\?$/, '')));
  const broken = new Set([...rules.broken].filter((name) => !own.has(name)));
  const readable = new Set([...fetches, ...lets].map(({ name }) => name));
  for (const name of [...own, ...broken]) if (!readable.has(name)) learn(name, []);
  const values = inOrder(fetches, lets);
  for (const one of values) {
    const { inferred } = check(one.expression);
    if ('kind' in one) issues.push(...neverReference(one, inferred));
    learn(one.name, 'kind' in one ? fetchedBy(inferred, one) : inferred);
  }
  const using = [
    ...lets.map(({ expression }) => expression),
    ...(when === undefined ? [] : [when]),
    ...needs.map(({ value }) => value),
    ...calls.flatMap(({ fields }) => expressionsIn(fields).map(({ expression }) => expression)),
  ];
  const used = sharedUsedBy(using, rules.shared);
  const required = calls.flatMap(({ fields }) => expressionsIn(fields, 'required'));
  issues.push(...missingForShared(using, rules.shared, readable, { required, present, sources: judged }));
  // What a mapping may leave out is a name to the shared values alone.
  const lent = used
    .flatMap(({ from }) => from.map(({ name }) => name))
    .filter((name) => !names[0]?.has(name));
  for (const name of lent) learn(name, []);
  for (const { name, made } of used) if ('expression' in made) learn(name, check(made.expression).inferred);
  for (const map of names) for (const name of lent) map.delete(name);
  if (when !== undefined) issues.push(...neverBoolean(when, check(when)));
  for (const { value } of needs) check(value);
  const named = [...lets.map(({ name, expression }) => ({ name, made: { expression } })), ...used];
  const mapped = calls.flatMap((call, callIndex) => {
    const { fields, contract, place } = call;
    const checked = new Map(expressionsIn(fields).map((value) => [value, check(value.expression)]));
    const checkedOf: CheckedOf = (value) => (value.kind === 'expression' ? checked.get(value) : undefined);
    issues.push(...contract.checkFields(fields, checkedOf));
    issues.push(...plainTextIssues(fields, contract.nearEvent));
    if (complete) issues.push(...contract.missingFields(fields, place));
    return mappedFields(call, checkedOf, named, callIndex);
  });

  const ignores = readIgnores(root);
  issues.push(...ignoreIssues(ignores, judged, reads));

  const isBroken = using.some((one) => one.names.some((name) => broken.has(name)));
  if (isBroken || issues.some(({ severity }) => severity === 'error')) return { issues };
  const roots = using.slice(lets.length);
  const made = madeOf(values, rules.shared);
  const needed = usedFetches(
    values.filter((one) => 'kind' in one),
    roots,
    made,
  );
  // Not before: what is misspelt where it is used would be told twice. What is off has another "when:" once it is on.
  const isOff = when?.source.text.trim() === 'false';
  if (rules.asked !== undefined && !isOff) issues.push(...unusedNames(written, roots, made, rules.asked));
  const name = yamlName(file.path);
  const program: Program<OutputContract> = {
    needs,
    lets: named,
    calls,
    fetches: needed.map(({ resource, ...one }) => ({ ...one, check: resource.check })),
    inTurn: rules.inTurn,
    engine: rules.engine,
    ...(when === undefined ? {} : { when }),
  };
  const mapping: Mapping = {
    name,
    file: file.path,
    hash: hashOf([file, ...new Set(used.map((one) => one.file))]),
    description: String(scalars(entry(root, 'description'))[0]?.value ?? ''),
    on: types.map(({ value }) => String(value)),
    ...(isOff ? { isOff } : {}),
    names: [...lets, ...used.flatMap(ownNameOf)].map(({ name, expression: { source } }) => ({
      name,
      expression: source.text.trim(),
      place: source.placeAt(0),
    })),
    fields: mapped,
    reads,
    ignores: [...ignores, ...rules.ignores],
    ...(needed.length === 0
      ? {}
      : { fetches: needed.map(({ name, kind, by, optional }) => ({ name, kind, by, optional })) }),
    run: fetchingRunner(program),
  };
  return { mapping, program, issues };
}

/** A value of a mapping's own. */
interface OwnName {
  readonly name: string;
  readonly expression: Expression;
}

function ownNameOf({ name, made }: SharedName): readonly OwnName[] {
  return 'expression' in made ? [{ name, expression: made.expression }] : [];
}

/** Where such a value is absent, the name would mean the other. */
function nameTaken(name: string, by: string, place: Place): Issue {
  const message = `$${name} is ${by}`;
  return { code: 'mapping-shape', severity: 'error', message, place, hint: 'give the value another name' };
}

function neverBoolean({ source }: Expression, { inferred }: Checked): readonly Issue[] {
  if (inferred.some(({ types }) => types === undefined || types.has('boolean'))) return [];
  const hint = 'compare it with something, or use $exists(…)';
  return [
    {
      code: 'output-type',
      severity: 'error',
      message: '"when" must be true or false',
      place: source.placeAt(0),
      hint,
    },
  ];
}
