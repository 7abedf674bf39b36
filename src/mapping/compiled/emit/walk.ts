import type { Ast } from '../../language/ast.ts';
import { isInherited, member } from './escape.ts';
import {
  type At,
  any,
  type Code,
  closure,
  constantList,
  emit,
  helper,
  hoist,
  nodeOfContext,
  ofContext,
  used,
} from './module.ts';
import { chainOf, unlessObject } from './names.ts';
import { emitStage } from './predicate.ts';
import { isPlainName, notesOf, uncovered } from './syntax.ts';

/** A step of a path as a function of an item, or as what `walk` knows beside that. */
interface Step {
  readonly js: string;
  /** What it reads, where it is plain names that no object has by itself. */
  readonly names?: readonly string[];
}

/** A path of any steps, with what its last one is emitted by. */
export function emitWalk(
  at: At,
  steps: readonly Ast[],
  keeps: boolean,
  last: (at: At, node: Ast) => Code,
): Code {
  const [first, ...rest] = steps;
  const isStarted = first?.type === 'variable';
  if (first === undefined || (isStarted && rest.length === 0)) return uncovered('a path of one variable');
  const input = isStarted ? emit(at, first).js : used(at, at.input);
  const made = joinedNames(isStarted ? rest : steps).map((part, index, all): Step => {
    if (isStep(part))
      return { js: emitStep(at, part, index === 0 && !isStarted, index === all.length - 1 ? last : emit) };
    return { js: chainOf(at, part), ...(part.some(isInherited) ? {} : { names: part }) };
  });
  const list = constantList(
    at,
    made.map(({ js }) => js),
  );
  const walk = (from: string) => `${helper(at, 'walk')}(${list}, ${from}, ${isStarted}, ${keeps})`;
  const isFixed = [list, ...made.map(({ js }) => js)].every((js) => /^k\d+$/.test(js));
  if (!isFixed) return any(walk(input), true);
  const begin = `${isStarted ? 'if (o === undefined) return undefined; ' : ''}if (${helper(at, 'isArray')}(o)) return ${walk('o')};`;
  return any(`${quickWalk(at, begin, made, { list, keeps })}(${input})`, true);
}

/** The steps written out, for one item. Where one gives a list, `walkOn` goes on. */
function quickWalk(
  at: At,
  begin: string,
  steps: readonly Step[],
  { list, keeps }: { readonly list: string; readonly keeps: boolean },
): string {
  const isList = `${helper(at, 'isArray')}(o)`;
  const lines = steps.map((step, index) => {
    const isLast = index === steps.length - 1;
    const nothing = isLast && !keeps ? '' : ' if (o === undefined) return undefined;';
    const on = ` if (${isList}) return ${helper(at, 'walkOn')}(${list}, ${index}, o, ${keeps});`;
    return `${stepTaken(at, step, `n${index}`)}${nothing}${on}`;
  });
  const end = keeps ? `${helper(at, 'keptOne')}(o)` : 'o';
  return hoist(at.module, `(o) => { ${begin} ${lines.join(' ')} return ${end}; }`);
}

/** Sets the item to what a step gives of it. The item is no list. */
function stepTaken(at: At, { js, names = [] }: Step, label: string): string {
  const [first, second] = names;
  if (first === undefined) return `o = ${js}(o);`;
  if (second === undefined) return `${unlessObject} o = ${helper(at, 'unwrap')}(${member('o', first)});`;
  const met = ` if (${helper(at, 'isArray')}(o)) { o = ${js}(${label}o); break ${label}; }`;
  const reads = names.map((name, index) => {
    return `${unlessObject}${index === 0 ? '' : met} o = ${member('o', name)};`;
  });
  return `const ${label}o = o; ${label}: { ${reads.join(' ')} }`;
}

function isStep(part: readonly string[] | Ast): part is Ast {
  return !Array.isArray(part);
}

/** Steps one by one, but plain names that follow each other together. */
function joinedNames(steps: readonly Ast[]): readonly (readonly string[] | Ast)[] {
  const parts: (string[] | Ast)[] = [];
  for (const step of steps) {
    const last = parts.at(-1);
    if (!isPlainName(step)) parts.push(step);
    else if (Array.isArray(last)) last.push(String(step.value));
    else parts.push([String(step.value)]);
  }
  return parts;
}

function emitStep(at: At, step: Ast, isFirst: boolean, emitted: (at: At, node: Ast) => Code): string {
  const { stages = [], terms = [], consarray } = notesOf(step);
  if (step.type === 'sort') {
    const by = terms.map(({ expression, descending }) => {
      return `[${nodeOfContext(at, expression)}, ${descending === true}]`;
    });
    const order = `${helper(at, 'ordered')}([${by.join(', ')}])`;
    const stagesOf = ofContext(at, (inner) =>
      stages.reduce((js, stage) => emitStage(inner, js, stage, true), inner.input),
    );
    return stages.length === 0 ? `{ ordered: ${order} }` : `{ ordered: ${order}, then: ${stagesOf} }`;
  }
  const { stages: _, ...bare } = step as Ast & { stages?: unknown };
  // Its context is the one around the path, with the wrapper of a list at the root.
  if (isFirst && consarray === true)
    return `{ made: ${closure(at, 1, (inner, [input = '']) => emit({ ...inner, input }, bare).js)} }`;
  return ofContext(at, (inner) =>
    stages.reduce((js, stage) => emitStage(inner, js, stage, false), emitted(inner, bare).js),
  );
}
