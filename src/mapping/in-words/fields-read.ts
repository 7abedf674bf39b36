import { compileExpression } from '../expression/expression.ts';
import { type Ast, isAst } from '../language/ast.ts';

/**
 * The fields of a delivery that an expression reads, in the order of its text, also through named values; `names` holds
 * their expressions, or nothing for what is fetched, whose fields keep its name. What is read of the items of a list is
 * the list; what a filter asks of them is told, too.
 */
export function fieldsRead(text: string, names: Names): readonly string[] {
  return [...new Set(readBy(text, names, new Set()))];
}

type Names = ReadonlyMap<string, string | undefined>;

function readBy(text: string, names: Names, seen: ReadonlySet<string>): readonly string[] {
  const compiled = compileExpression({ text, placeAt: () => ({ file: '', line: 1, column: 1 }) });
  if (!compiled.ok) return [];
  const through = (name: string, rest: readonly string[]): readonly string[] => {
    if (!names.has(name) || seen.has(name)) return [];
    const definition = names.get(name);
    if (definition === undefined) return [[`$${name}`, ...rest].join('.')];
    // A name for a place in the delivery: what is read of it is below that place.
    if (rest.length > 0 && /^[\w.]+$/.test(definition)) return [[definition, ...rest].join('.')];
    return readBy(definition, names, new Set([...seen, name]));
  };
  const visit = (node: unknown, isRoot: boolean): readonly string[] => {
    if (Array.isArray(node)) return node.flatMap((one) => visit(one, isRoot));
    if (!isAst(node)) return [];
    if (node.type === 'path') return ofPath(node, isRoot, visit, through);
    if (node.type === 'variable') return through(String(node.value), []);
    if (node.type === 'lambda') return visit(node.body, false);
    const parts = [
      node.lhs,
      node.rhs,
      node.expression,
      node.expressions,
      node.arguments,
      node.condition,
      node.then,
      node.else,
    ];
    return [...parts.flatMap((part) => visit(part, isRoot)), ...visitFilters(node, visit)];
  };
  return visit(compiled.expression.ast, true);
}

type Visit = (node: unknown, isRoot: boolean) => readonly string[];

function ofPath(
  { steps = [] }: Ast,
  isRoot: boolean,
  visit: Visit,
  through: (name: string, rest: readonly string[]) => readonly string[],
): readonly string[] {
  const [first, ...rest] = steps;
  const names = rest.slice(0, firstOther(rest)).map(({ value }) => String(value));
  const readBy = (some: readonly string[]): readonly string[] => {
    if (first?.type === 'name') return isRoot ? [[String(first.value), ...some].join('.')] : [];
    if (first?.type !== 'variable') return visit(first, isRoot);
    // The whole delivery: `$$` everywhere, `$` where no list is walked through.
    if (first.value === '$' || (first.value === '' && isRoot))
      return some.length === 0 ? [] : [some.join('.')];
    return first.value === '' ? [] : through(String(first.value), some);
  };
  const own = readBy(names);
  const isTold = (path: string) => own.some((one) => path === one || path.startsWith(`${one}.`));
  const ofItems = steps.slice(0, names.length + 1).flatMap((step, at) => {
    const [items, another] = readBy(names.slice(0, at));
    const asked = items === undefined || another !== undefined ? [] : itemNames(step, visit);
    return asked.map((name) => `${items}.${name}`).filter((path) => !isTold(path));
  });
  const filters = steps.flatMap((step) => visitFilters(step, visit));
  const later = rest.slice(names.length).flatMap((step) => (step.type === 'name' ? [] : visit(step, false)));
  return [...own, ...ofItems, ...filters, ...later];
}

/** What the filters of a step ask of an item, which is told unless all of the item is read. */
function itemNames(step: Ast, visit: Visit): readonly string[] {
  const others = visitFilters(step, visit);
  const all = [...(step.stages ?? []), ...(step.predicate ?? [])].flatMap(({ expr }) => visit(expr, true));
  return all.filter((name) => !others.includes(name));
}

function firstOther(steps: readonly Ast[]): number {
  const at = steps.findIndex(({ type }) => type !== 'name');
  return at === -1 ? steps.length : at;
}

/** Within a filter, names are those of the items. */
function visitFilters({ stages = [], predicate = [] }: Ast, visit: Visit): readonly string[] {
  return [...stages, ...predicate].flatMap(({ expr }) => visit(expr, false));
}
