import type { Issue } from '../report/issue.ts';
import { type Place, yamlName } from '../report/place.ts';
import type { IgnoredFields, Json, SourceFile } from './catalog.ts';
import { indexOf } from './check/check-expression.ts';
import { isFunctionName, type Names, nameTroubles } from './check/check-names.ts';
import { readIgnores } from './check/ignores.ts';
import { tableSlips } from './check/table-slips.ts';
import { compileExpression, type Expression, issueAt } from './expression/expression.ts';
import { allNodes } from './language/ast.ts';
import { type Inferred, ofType } from './types/inferred.ts';
import {
  type DocumentNode,
  entriesAt,
  entry,
  type MapNode,
  plainValue,
  readDocument,
  scalars,
} from './yaml/document.ts';

/** A value that every mapping may use under its name, made in one place for all of them. */
export interface SharedName {
  readonly name: string;
  readonly file: SourceFile;
  readonly place: Place;
  /** An expression over the delivery and over names that the mapping gives; or, of a table, a value. */
  readonly made: { readonly expression: Expression } | { readonly value: Json };
  /** What a mapping that uses it has to give under "let:", and what it may. */
  readonly from: readonly { readonly name: string; readonly optional: boolean }[];
}

/** The shared names by name, in the order in which each may use those before it. */
export type Shared = ReadonlyMap<string, SharedName>;

/** What the two kinds of shared files are held against. */
export interface SharedRules {
  readonly checkShared: (root: DocumentNode) => readonly Issue[];
  readonly checkTable: (root: DocumentNode) => readonly Issue[];
}

/**
 * Compiles the shared files. A table is a value by the name of its file: `order-states.yaml` is `$orderStates`. `broken` are
 * the names whose own file has the error: whoever uses one has none. `asked` are the names that shared files ask for.
 */
export function compileShared(
  files: readonly SourceFile[],
  tables: readonly SourceFile[],
  { checkShared, checkTable }: SharedRules,
): {
  readonly shared: Shared;
  readonly broken: ReadonlySet<string>;
  readonly asked: ReadonlySet<string>;
  readonly ignores: readonly IgnoredFields[];
  readonly issues: readonly Issue[];
} {
  const issues: Issue[] = [];
  const shared = new Map<string, SharedName>();
  const broken = new Set<string>();
  const asked = new Set<string>();
  const add = (one: SharedName) => {
    const taken = isFunctionName(one.name) ? 'a function' : shared.get(one.name)?.file.path;
    if (taken === undefined) shared.set(one.name, one);
    else issues.push(nameTaken(one, taken));
  };
  for (const file of tables) {
    if (!/^(?!__proto__)[\p{L}_][\p{L}\p{N}_]*$/u.test(tableName(file.path))) issues.push(unusableName(file));
    const root = readForm(file, checkTable, issues, tableHas);
    if (root !== undefined) issues.push(...tableSlips(root));
    if (root !== undefined)
      add({
        name: tableName(file.path),
        file,
        place: root.place,
        made: { value: plainValue(root) },
        from: [],
      });
    else broken.add(tableName(file.path));
  }
  const known = [...shared.keys()];
  const ignores: IgnoredFields[] = [];
  for (const file of files) {
    const root = readForm(file, checkShared, issues, sharedHas);
    if (root === undefined) for (const name of namesWritten(file)) broken.add(name);
    else {
      ignores.push(...readIgnores(root));
      for (const { name } of givenNames(root)) asked.add(name);
      for (const one of namesOf(file, root, { tables: known, broken }, issues)) add(one);
    }
  }
  return { shared, broken, asked, ignores, issues };
}

/** The names that a file which cannot be read seems to give. */
function namesWritten({ text }: SourceFile): readonly string[] {
  return [...text.matchAll(/^[ \t]+([A-Za-z_]\w*)[ \t]*:/gm)].flatMap(([, name]) => name ?? []);
}

/** The shared names that expressions use, also through one another; each behind those that it uses. */
export function sharedUsedBy(expressions: readonly Expression[], shared: Shared): readonly SharedName[] {
  const used = new Set<SharedName>();
  const visit = (expression: Expression): void => {
    for (const name of expression.names) {
      const one = shared.get(name);
      if (one === undefined || used.has(one)) continue;
      if ('expression' in one.made) visit(one.made.expression);
      used.add(one);
    }
  };
  for (const expression of expressions) visit(expression);
  return [...used];
}

/** Tables, of whose content nothing is checked but that it is a map. */
export function namesOfTables(shared: Shared): Map<string, Inferred> {
  const tables = [...shared.values()].filter(({ made }) => 'value' in made);
  return new Map(tables.map(({ name }) => [name, ofType('object')]));
}

function namesOf(
  file: SourceFile,
  root: MapNode,
  { tables, broken }: { readonly tables: readonly string[]; readonly broken: Set<string> },
  issues: Issue[],
): readonly SharedName[] {
  const from = givenNames(root);
  const names: SharedName[] = [];
  const given = new Set([...tables, ...from.map(({ name }) => name)]);
  const known: Names = {
    has: (name) => given.has(name) || broken.has(name),
    keys: () => new Set([...tables, ...broken, ...given]),
  };
  const later = new Set(entriesAt(root, 'let').map(({ key }) => key));
  for (const { key, keyPlace, value } of entriesAt(root, 'let')) {
    if (value.kind !== 'scalar') continue;
    const compiled = compileExpression({ text: String(value.value), placeAt: value.placeAt });
    if (!compiled.ok) {
      issues.push(compiled.issue);
      broken.add(key);
      continue;
    }
    const { expression } = compiled;
    if (expression.names.some((name) => broken.has(name))) broken.add(key);
    for (const { node, trouble } of nameTroubles(allNodes(expression.ast), known, { later }))
      issues.push(issueAt(expression.source, indexOf(node, expression.source.text), trouble));
    const used = expression.names;
    const inherited = names.filter(({ name }) => used.includes(name)).flatMap((one) => one.from);
    const own = [...inherited, ...from.filter(({ name }) => used.includes(name))];
    names.push({ name: key, file, place: keyPlace, made: { expression }, from: own });
    given.add(key);
  }
  return names;
}

/** `from: [order, customerId?]` */
function givenNames(root: MapNode): SharedName['from'] {
  return scalars(entry(root, 'from')).map(({ value }) => {
    const text = String(value);
    return { name: text.replace(/\?$/, ''), optional: text.endsWith('?') };
  });
}

const tableHas = 'a table has at least one line, such as "gold: Gold member"';
const sharedHas = 'a shared file has a "description:" and "let:" with values';

function readForm(
  file: SourceFile,
  check: (root: DocumentNode) => readonly Issue[],
  issues: Issue[],
  belongs: string,
): MapNode | undefined {
  const { root, issues: unreadable } = readDocument(file.path, file.text, belongs);
  issues.push(...unreadable);
  if (root === undefined) return undefined;
  const malformed = check(root);
  issues.push(...malformed);
  const isWrong = malformed.some(({ severity }) => severity === 'error');
  return isWrong || root.kind !== 'map' ? undefined : root;
}

/** The name of a table in expressions, by the path of its file. */
export function tableName(path: string): string {
  return yamlName(path).replace(/[-.]+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function unusableName({ path }: SourceFile): Issue {
  const name = yamlName(path).toLowerCase();
  const meant = name.replace(/[^\p{L}\p{N}.-]+/gu, '-').replace(/^[^\p{L}]+|-$/gu, '');
  return {
    code: 'file-name',
    severity: 'error',
    message: 'no expression can name this table: the name of the file is its own, behind a $',
    place: { file: path, line: 1, column: 1 },
    hint: `begin it with a letter, then take letters, digits and dashes${meant === '' ? '' : `: ${meant}.yaml`}`,
  };
}

function nameTaken({ name, place }: SharedName, by: string): Issue {
  return {
    code: 'mapping-shape',
    severity: 'error',
    message: `$${name} is there already: ${by}`,
    place,
    hint: 'give the value another name',
  };
}
