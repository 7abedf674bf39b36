import { nearest } from '../../report/nearest.ts';
import type { Trouble } from '../expression/expression-trouble.ts';
import { functionsByName } from '../functions.ts';
import type { Ast } from '../language/ast.ts';
import { builtIns, forbiddenFunctions } from '../language/built-ins.ts';
import { patternTrouble } from '../language/pattern.ts';
import { arityOf } from '../language/signature.ts';
import { functionInstead } from './foreign-words.ts';

/** Names that are known, as a map by them or a set has them. */
export interface Names {
  readonly has: (name: string) => boolean;
  readonly keys: () => Iterable<string>;
}

/** Names that are not known where an expression stands, but tell what may have been meant. */
interface Around {
  readonly offered: readonly string[];
  readonly later: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
}

const noNames: ReadonlySet<string> = new Set();

/**
 * What is wrong with the functions, variables and patterns of an expression; `names` are those of `let`, `offered` are
 * others that may have been meant, `later` those that get their value further down, and `fields` those of the delivery, which
 * are written without $.
 */
export function nameTroubles(
  nodes: readonly Ast[],
  names: Names,
  { offered = [], later = noNames, fields = noNames }: Partial<Around> = {},
): readonly { readonly node: Ast; readonly trouble: Trouble }[] {
  const own = new Set(bound(nodes));
  const around = { offered, later, fields };
  const known: Names = {
    has: (name) => own.has(name) || names.has(name),
    keys: () => new Set([...names.keys(), ...own]),
  };
  const called = new Set(nodes.map(({ procedure }) => procedure));
  const handed = new Set(nodes.flatMap(handedOn));
  const troubles = nodes.flatMap((node) => {
    const trouble =
      checkName(node, known, { called: called.has(node), handed: handed.has(node) }, around) ??
      checkPattern(node);
    return trouble === undefined ? [] : { node, trouble };
  });
  const miscounted = nodes.flatMap((node) =>
    arityTrouble(node, nodes, own).map((trouble) => ({ node, trouble })),
  );
  return [...troubles, ...miscounted];
}

/** Whether an expression would call a function by this name. */
export function isFunctionName(name: string): boolean {
  return functionsByName.has(name) || builtIns.has(name) || forbiddenFunctions.has(name);
}

function checkName(
  node: Ast,
  known: Names,
  { called, handed }: { readonly called: boolean; readonly handed: boolean },
  { offered, later, fields }: Around,
): Trouble | undefined {
  if (node.type !== 'variable' || typeof node.value !== 'string' || node.value === '' || node.value === '$')
    return undefined;
  const name = node.value;
  if (known.has(name)) return undefined;
  const instead = forbiddenFunctions.get(name);
  if (instead !== undefined)
    return { code: 'forbidden-function', message: `$${name} is not allowed in a mapping`, hint: instead };
  if (builtIns.has(name) || functionsByName.has(name)) return undefined;
  const available = [...functionsByName.keys(), ...builtIns.keys()];
  const near = nearest(
    name,
    called ? available : [...known.keys(), ...offered, ...(handed ? available : [])],
  );
  const suggestion = near === undefined ? undefined : `did you mean $${near}?`;
  if (called) {
    const hint =
      functionInstead(name) ??
      suggestion ??
      'the functions are listed in mappings/README.md and at https://docs.jsonata.org';
    return { code: 'unknown-function', message: `there is no function $${name}`, hint };
  }
  if (offered.includes(name)) return sharedTooEarly(name);
  if (later.has(name)) return tooEarly(name);
  const hint = fields.has(name)
    ? `a field of the delivery has no $: write ${name}`
    : (suggestion ?? longer(name, [...known.keys(), ...offered]) ?? giveIt);
  return { code: 'unknown-variable', message: `$${name} is not a name under "let:"`, hint };
}

/** What is said of a name of which nothing better is known. */
export const giveIt = 'give it a value under "let:", above its first use';

/** `$discount-codes` is `$discount` less something: the name that was meant goes on without the dash. */
function longer(name: string, known: readonly string[]): string | undefined {
  const found = name.length < 4 ? [] : known.filter((one) => one.startsWith(name));
  return new Set(found).size === 1 ? `did you mean $${found[0]}?` : undefined;
}

function tooEarly(name: string): Trouble {
  const message = `$${name} has no value yet: it gets it further down`;
  return {
    code: 'unknown-variable',
    message,
    hint: `move the line "${name}:" up, above this one; two values cannot be made of each other`,
  };
}

/** A shared value may be made of what "let:" holds, so it comes after it. */
function sharedTooEarly(name: string): Trouble {
  const message = `$${name} is a shared value, which cannot be used under "let:"`;
  return { code: 'unknown-variable', message, hint: 'use it in "when:" or in a call' };
}

function checkPattern(node: Ast): Trouble | undefined {
  if (node.type !== 'regex') return undefined;
  if (node.value instanceof RegExp) return patternAdvice(node.value);
  const hint = 'put the part with the pattern into "let:" and use its name here';
  return { code: 'unsafe-pattern', message: 'a pattern cannot stand left of ?: or ??', hint };
}

function patternAdvice(pattern: RegExp): Trouble | undefined {
  const hint = 'write it with characters, classes such as [a-z], groups, | and the repeats * + ? {n}';
  const refused = patternTrouble(pattern);
  if (refused !== undefined) return { code: 'unsafe-pattern', message: refused, hint };
  // Harmless here, where patterns run in linear time; elsewhere, such as in a destination, it may never end.
  if (!/\((?:[^()\\]|\\.)*[+*](?:[^()\\]|\\.)*\)[+*{]/.test(pattern.source)) return undefined;
  const message = 'the pattern repeats a group that itself repeats';
  return {
    code: 'unsafe-pattern',
    severity: 'warning',
    message,
    hint: 'one repeat says the same: (a+)+ is a+',
  };
}

function arityTrouble(node: Ast, nodes: readonly Ast[], own: ReadonlySet<string>): readonly Trouble[] {
  if (node.type !== 'function' || node.procedure?.type !== 'variable') return [];
  const name = String(node.procedure.value);
  const signature = functionsByName.get(name)?.signature ?? builtIns.get(name);
  if (signature === undefined || own.has(name)) return [];
  const piped = nodes.some((other) => other.type === 'apply' && other.rhs === node) ? 1 : 0;
  const count = (node.arguments ?? []).length + piped;
  const { least, most } = arityOf(signature);
  if (count >= least && count <= most) return [];
  const wanted =
    least === most
      ? `${least}`
      : most === Number.POSITIVE_INFINITY
        ? `at least ${least}`
        : `${least} to ${most}`;
  return [
    {
      code: 'wrong-argument-count',
      message: `$${name} takes ${wanted} arguments; found ${count}`,
      hint: usage(name),
    },
  ];
}

function usage(name: string): string {
  const record = functionsByName.get(name);
  if (record === undefined) return `see https://docs.jsonata.org for $${name}`;
  return `write $${name}(${record.parameters.map((parameter) => parameter.name).join(', ')})`;
}

/** What stands where a function could, without being called: behind `~>`, or within a call of one that takes a function. */
function handedOn({ type, procedure, arguments: given = [], rhs }: Ast): readonly Ast[] {
  if (type === 'apply') return [rhs as Ast];
  const signature = type === 'function' ? builtIns.get(String(procedure?.value)) : undefined;
  return signature?.includes('f') === true ? given : [];
}

/** The variables that an expression binds itself, with := or as parameters. */
function bound(nodes: readonly Ast[]): readonly string[] {
  return nodes.flatMap((node) => {
    const own =
      node.type === 'bind'
        ? [(node.lhs as Ast).value]
        : node.type === 'lambda'
          ? (node.arguments ?? []).map(({ value }) => value)
          : [];
    const index = (node.index as { value?: unknown } | string | undefined) ?? [];
    return [...own, node.focus ?? [], typeof index === 'string' ? index : []].flat().map(String);
  });
}
