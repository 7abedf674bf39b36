import { type Ast, isAst } from '../language/ast.ts';

/** Whether what a path leads to may be a list; the path is as an author writes it, such as `$order.lineItems`. */
export type IsList = (path: string) => boolean;

/**
 * The same expression with brackets where a position counts within each item of a list: `items.ids[0]` is the first id of
 * every item, as `items.(ids[0])` is, and not the first of all ids.
 */
export function perItem(node: Ast, isList: IsList): Ast {
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside);
    return isAst(value) ? perItem(value, isList) : value;
  };
  const { type, steps, ...rest } = node;
  const same = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, inside(value)]));
  if (steps === undefined) return { type, ...same };
  const bracketed = steps.map((step, at): Ast => {
    const isOfEach = step.type === 'name' && takesOne(step) && hasList(steps.slice(0, at), isList);
    return isOfEach ? { type: 'block', expressions: [{ type: 'path', steps: [step] }] } : step;
  });
  return { type, ...same, steps: bracketed.map((step) => perItem(step, isList)) };
}

/** Whether some of the steps lead to a list of which all items are walked through. */
function hasList(steps: readonly Ast[], isList: IsList): boolean {
  const first = steps.findIndex(({ type }, at) => type !== 'name' && !(at === 0 && type === 'variable'));
  const named = first === -1 ? steps : steps.slice(0, first);
  const names = named.map(({ type, value }) => (type === 'variable' ? `$${String(value)}` : String(value)));
  return named.some((step, at) => !takesOne(step) && isList(names.slice(0, at + 1).join('.')));
}

function takesOne({ stages = [], predicate = [] }: Ast): boolean {
  return [...stages, ...predicate].some(({ expr }) => expr?.type === 'number');
}
