import { nearest } from '../../report/nearest.ts';
import type { Trouble } from '../expression/expression-trouble.ts';
import { fieldNames, fieldOf, isInList, itemShape, mayBeList, type Shape, typesOf } from '../types/shape.ts';
import { typeWords } from '../types/type-words.ts';
import type { MissingField } from '../types/walk.ts';
import { isFunctionName, type Names } from './check-names.ts';
import { functionInstead, itemInstead, methodInstead, valueInstead } from './foreign-words.ts';

/** The data an expression reads, for one delivery type. */
export interface Source {
  readonly type: string;
  readonly shape: Shape;
}

/** Where a name stands in its expression. */
interface Standing {
  /** Before the brackets of a call, as functions do that are written without $. */
  readonly isCalled?: boolean;
  /** Behind no dot. */
  readonly isFirst?: boolean;
  /** It is all that there is. */
  readonly isAlone?: boolean;
  /** Of an object that the expression makes. */
  readonly isKey?: boolean;
}

/** What is said of a name that is not there: where it was looked for, and what was probably meant; `names` begin with $. */
export function fieldTrouble(
  missing: MissingField,
  sources: readonly Source[],
  names: Pick<Names, 'has'>,
  { isCalled = false, isFirst = false, isAlone = false, isKey = false }: Standing = {},
): Trouble {
  const { name, parent, known } = missing;
  const near = nearest(name, known);
  if (parent === undefined) {
    const hint = near === undefined ? `it has: ${known.join(', ')}` : `did you mean ${near}?`;
    const message = `${name}: no such field in the object that the expression makes`;
    return { code: 'unknown-field', message, hint };
  }
  const types = sources.map(({ type }) => type).join(' or ');
  const where = parent.path.startsWith('$') ? 'in what is fetched' : `in ${types}`;
  const message = `${below(parent.path, name)}: no such field ${where}`;
  return {
    code: 'unknown-field',
    message,
    hint: isKey
      ? `the name of a field that is made stands in quotes: "${name}"`
      : hintOf(missing, parent, sources, names, { isCalled, isFirst, isAlone }),
  };
}

function hintOf(
  { name, known }: MissingField,
  parent: Shape,
  sources: readonly Source[],
  names: Pick<Names, 'has'>,
  { isCalled, isFirst, isAlone }: Omit<Required<Standing>, 'isKey'>,
): string {
  const { path } = parent;
  if (path === '' && names.has(name)) return `did you mean $${name}? Names of your own begin with $`;
  if (path === '' && /^(yes|no|on|off)$/i.test(name)) return 'write true or false';
  if (isFirst && /^(true|false)$/i.test(name)) return `write ${name.toLowerCase()}, in small letters`;
  const isList = mayBeList(parent);
  const item = isList || (isCalled && isInList(parent)) ? itemInstead(name) : undefined;
  if (item !== undefined) return `write ${path}${item}`;
  const near = nearest(name, known) ?? longer(name, known);
  const meantHere = near === undefined ? undefined : below(path, near);
  const meant =
    path === ''
      ? (sources.flatMap(({ shape }) => fieldsBelow(shape, name))[0] ?? meantHere)
      : (meantHere ?? onlyBelow(parent, name));
  // In a filter, or behind a dot, names are no longer looked up in the whole delivery.
  if (path !== '' && sources.some(({ shape }) => fieldNames(shape).includes(name)))
    return `names are looked up in ${path} here; for that of the whole delivery, write $$.${name}`;
  if (meant !== undefined) return `did you mean ${meant}?`;
  if (!isCalled && ['name', 'value'].every((one) => known.includes(one)) && isInList(parent))
    return `these have a name and a value: write …${path.split('.').at(-1)}[name = "${name}"].value`;
  const called = isCalled ? name.toLowerCase() : name;
  const meantCall = [name, called].find(isFunctionName);
  if (path === '' && meantCall !== undefined) return `did you mean $${meantCall}(…)? Functions begin with $`;
  const method = path === '' ? undefined : methodInstead(name, path, isList);
  if (method !== undefined) return `write ${method}`;
  const instead = isCalled ? functionInstead(name) : valueInstead(name, path);
  if (instead !== undefined) return instead;
  if (known.length === 0)
    return `${path} is ${typeWords(typesOf(itemShape(parent)) ?? [])}: it has no fields`;
  if (known.includes('typeId') && known.every((one) => ofReference.includes(one)))
    return `${path} is a reference, and has ${known.filter((one) => one !== 'obj').join(' and ')} alone: the delivery does not hold what it refers to`;
  const maps = isInList(parent) ? [] : openMapsIn(parent);
  const free = maps.find((one) => one.endsWith('.custom.fields')) ?? maps[0];
  const custom = free === undefined ? '' : `a field of your own is ${below(free, name)}; `;
  const undocumented = `${custom}if deliveries really have it, write ${lookup(parent, name)}`;
  if (!isFirst) return undocumented;
  // Within an expression, the outer ones would be those of the text, and the inner ones a part of it.
  const ownText = isAlone ? `'"${name}"', with both pairs of quotes` : `"${name}", in quotes`;
  return `for a text of your own write ${ownText}; ${undocumented}`;
}

/** The last one is there only where somebody has asked for it, which is so in no delivery. */
const ofReference = ['typeId', 'id', 'key', 'obj'];

/** The way to read a field that no schema names; in a list, each item has to be asked. */
function lookup(parent: Shape, name: string): string {
  if (parent.path === '') return `$lookup($$, "${name}")`;
  return isInList(parent) ? `$lookup($, "${name}") for each item` : `$lookup(${parent.path}, "${name}")`;
}

/** The one name that begins like this: `currencyCode` for `currency`. */
function longer(name: string, known: readonly string[]): string | undefined {
  const found = name.length < 4 ? [] : known.filter((one) => one.startsWith(name));
  return found.length === 1 ? found[0] : undefined;
}

/** Where the one field of that name is, one level down; of several, nobody knows which is meant. */
function onlyBelow(parent: Shape, name: string): string | undefined {
  const found = fieldsBelow(parent, name).filter((path) => !path.startsWith('obj.'));
  return found.length === 1 && found[0] !== undefined ? below(parent.path, found[0]) : undefined;
}

/** Where a field of that name is, one level down. */
function fieldsBelow(shape: Shape, name: string): readonly string[] {
  return fieldNames(shape)
    .filter((parent) => {
      const found = fieldOf(shape, parent);
      return found.status === 'known' && fieldNames(found.shape).includes(name);
    })
    .map((parent) => below(parent, name));
}

/** The maps one or two levels down in which any name is allowed. */
function openMapsIn(shape: Shape): readonly string[] {
  const inside = (at: Shape) =>
    fieldNames(at).flatMap((name) => {
      const found = fieldOf(at, name);
      return found.status === 'known' ? found.shape : [];
    });
  const near = inside(shape);
  return [...near, ...near.flatMap(inside)]
    .filter(
      ({ schemas }) =>
        schemas.length > 0 && schemas.every((schema) => schema['additionalProperties'] === true),
    )
    .filter(({ path }) => path.endsWith('.fields'))
    .map(({ path }) => path);
}

function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
