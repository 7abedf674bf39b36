import {
  attribute,
  item,
  listOf,
  money,
  number,
  objectOf,
  type Type,
  text,
  truth,
} from './typed-document.ts';
import { keepingPath } from './typed-path.ts';
import { freshName, inBrackets, knowing, leaf, type Variable, type Writer, within } from './typed-writer.ts';

/** Ways to write an expression of a type; `g` writes its parts. */
type Forms = (writer: Writer, g: Part, depth: number) => readonly (() => string)[];

/** Writes an expression of a type: where it stands, with more variables, or of another context. */
interface Part {
  (type: Type): string;
  readonly with: (type: Type, ...variables: readonly Variable[]) => string;
  readonly of: (context: Type, type: Type) => string;
}

const anyType = ({ random }: Writer) =>
  random.pick([number, text, truth, item, attribute, money, listOf(number), listOf(text), pair(number)]);
const listed = ({ random }: Writer) => random.pick([item, item, attribute, number, text]);
const record = ({ random }: Writer) => random.pick([item, attribute]);
const pair = (type: Type) => objectOf({ a: type, b: text });

/** An expression that comes to a value of the type, mostly. */
export function typedExpression(writer: Writer, type: Type, depth: number): string {
  const { random } = writer;
  if (random.chance(0.03)) return typedExpression(writer, anyType(writer), Math.max(0, depth - 1));
  if (depth <= 0 || random.chance(0.12)) return leaf(writer, type);
  const write = (at: Writer, one: Type) => typedExpression(at, one, depth - 1);
  const g: Part = Object.assign((one: Type) => write(writer, one), {
    with: (one: Type, ...variables: readonly Variable[]) => write(knowing(writer, ...variables), one),
    of: (context: Type, one: Type) => write(within(writer, context), one),
  });
  const forms = random.chance(0.3) ? ofAnyType(type) : ownForms(type);
  return random.pick(forms(writer, g, depth))();
}

const ofAnyType =
  (type: Type): Forms =>
  (writer, g, depth) => {
    const { random } = writer;
    const [f, a, b] = [freshName(writer), freshName(writer), freshName(writer)];
    const [first, second] = [anyType(writer), anyType(writer)];
    const one: Variable = { name: a, type: first };
    const other: Variable = { name: `${b}x`, type: second };
    const lambda = () => `function($${a}, $${other.name}) { ${g.with(type, one, other)} }`;
    const few = random.pick(['2', '3', '$count($$.items)']);
    return [
      () => `(${g(truth)} ? ${g(type)} : ${g(type)})`,
      () => `(${g(truth)} ? ${g(type)})`,
      () => `(${g(type)} ${random.pick(['??', '?:'])} ${g(type)})`,
      () => `(${g(type)}; ${g(type)})`,
      () => `($${a} := ${g(first)}; ${g.with(type, one)})`,
      () => `($${f} := function($${a}) { ${g.with(type, one)} }; $${f}(${g(first)}))`,
      () => `($${f} := ${lambda()}; $${f}(${g(first)}, ${g(second)}))`,
      () => `($${f} := ${lambda()}; $h := $${f}(?, ${g(second)}); $h(${g(first)}))`,
      () => `($${f} := ${lambda()}; ${g(first)} ~> $${f}(${g(second)}))`,
      () => `(${lambda()})(${g(first)})`,
      () => `(${g(type)} ~> function($n) { $n })`,
      () => `${inBrackets(g(listOf(type)))}[${random.pick(['0', '-1', '1', '$count($$.counts)'])}]`,
      () => `${written(writer, pair(type), depth)}.a`,
      () => `$lookup(${written(writer, pair(type), depth)}, "a")`,
      () => `${inBrackets(g(item))}.(${g.of(item, type)})`,
      () => `$single(${g(listOf(type))}, function($n) { ${g.with(truth, { name: 'n', type })} })`,
      () =>
        `$reduce(${g(listOf(item))}, function($all, $n) { ${g.with(type, { name: 'all', type }, { name: 'n', type: item })} }, ${g(type)})`,
      () =>
        `($f := function($i, $n) { $i <= 0 ? $n : $f($i - 1, ${g.with(type, { name: 'n', type }, { name: 'i', type: number })}) }; $f(${few}, ${g(type)}))`,
    ];
  };

function ownForms(type: Type): Forms {
  switch (type.kind) {
    case 'number':
      return numbers;
    case 'text':
      return texts;
    case 'truth':
      return truths;
    case 'object':
      return objects(type.fields);
    case 'list':
      return lists(type.of);
  }
}

const numbers: Forms = (writer, g) => {
  const { random } = writer;
  return [
    () => `(${g(number)} ${random.pick(['+', '-', '*', '/', '%'])} ${g(number)})`,
    () => `-${inBrackets(g(number))}`,
    () => `$count(${g(listOf(listed(writer)))})`,
    () => `$${random.pick(['sum', 'max', 'min', 'average'])}(${g(listOf(number))})`,
    () => `$${random.pick(['round', 'floor', 'ceil', 'abs', 'sqrt'])}(${g(number)})`,
    () => `$round(${g(number)}, ${random.pick(['0', '1', '2', '-1'])})`,
    () => `$power(${g(number)}, ${random.pick(['2', '0', '-1', g(number)])})`,
    () => `$number(${random.pick([g(number), '"12.5"', g(text), g(truth)])})`,
    () => `$length(${g(text)})`,
    () => `$toMillis(${g(text)})`,
    () => `$parseInteger(${random.pick(['"12"', '"1,234"'])}, "#,##0")`,
    () => `$sum(${inBrackets(g(listOf(item)))}.(${g.of(item, number)}))`,
    () => `$sum($map(${g(listOf(number))}, function($n, $i) { $n * $i }))`,
  ];
};

const texts: Forms = (writer, g) => {
  const { random } = writer;
  const pattern = () => random.pick(['/[a-z]/', '/(\\w)(\\d)?/', '/\\s+/', '/x?/']);
  const replaced = () =>
    random.pick([g(text), '"<$0>"', '"$1$2"', 'function($m) { $m.match & $m.start & $join($m.groups) }']);
  return [
    () => `(${g(text)} & ${g(random.pick([text, number, truth]))})`,
    () => `$${random.pick(['uppercase', 'lowercase', 'trim', 'encodeUrlComponent'])}(${g(text)})`,
    () => `$substring(${g(text)}, ${g(number)}${random.pick(['', `, ${g(number)}`])})`,
    () => `$substring${random.pick(['Before', 'After'])}(${g(text)}, ${g(text)})`,
    () => `$join(${g(listOf(text))}${random.pick(['', `, ${g(text)}`])})`,
    () => `$string(${g(anyType(writer))})`,
    () => `$type(${g(anyType(writer))})`,
    () => `$pad(${g(text)}, ${random.pick(['5', '-5', '0'])}${random.pick(['', ', "#"', ', "ab"'])})`,
    () =>
      `$replace(${g(text)}, ${random.pick([g(text), pattern()])}, ${replaced()}${random.pick(['', '', ', 1', ', 0'])})`,
    () => `$formatNumber(${g(number)}, "${random.pick(['#,##0.00', '0', '00.0%', '#'])}")`,
    () => `$formatBase(${g(number)}, ${random.pick(['2', '16', '10'])})`,
    () => `$formatInteger(${g(number)}, "${random.pick(['w', 'I', '000', 'A'])}")`,
    () => `$fromMillis(${g(number)}${random.pick(['', ', "[Y0001]-[M01]"', ', "[H01]:[m01]", "+0200"'])})`,
    () => `$keys(${g(record(writer))})[0]`,
    () => `$match(${g(text)}, ${pattern()}).match`,
    () => `$split(${g(text)}, ${g(text)})[0]`,
  ];
};

const truths: Forms = (writer, g) => {
  const { random } = writer;
  const alike = anyType(writer);
  const ordered = random.pick([number, text]);
  return [
    () => `(${g(ordered)} ${random.pick(['<', '>', '<=', '>='])} ${g(ordered)})`,
    () => `(${g(alike)} ${random.pick(['=', '!='])} ${g(alike)})`,
    () => `(${g(truth)} ${random.pick(['and', 'or'])} ${g(truth)})`,
    () => `$${random.pick(['not', 'boolean', 'exists'])}(${g(anyType(writer))})`,
    () => `(${g(ordered)} in ${g(listOf(ordered))})`,
    () => `$contains(${g(text)}, ${random.pick([g(text), '/[a-z]/', '/^x/i'])})`,
  ];
};

const objects =
  (fields: Readonly<Record<string, Type>>): Forms =>
  (writer, g, depth) => {
    const { random } = writer;
    const type = objectOf(fields);
    const [name, part] = random.pick(Object.entries(fields));
    const source = listed(writer);
    return [
      () => written(writer, type, depth),
      () => `$merge([${g(type)}, ${written(writer, type, depth)}])`,
      () => `$sift(${g(type)}, function($n, $key) { ${g.with(truth, { name: 'key', type: text })} })`,
      () =>
        `(${inBrackets(g(type))} ~> |$|${written(writer, type, depth)}${random.pick(['', ', "a"', ', ["id"]'])}|)`,
      () =>
        `${inBrackets(g(listOf(source)))}{${random.pick([JSON.stringify(name), g.of(source, text)])}: ${g.of(random.pick([source, listOf(source)]), part)}}`,
      () => `${inBrackets(g(listOf(type)))}[${g.of(type, truth)}][0]`,
      () => `$spread(${g(type)})[0]`,
      () => `$merge($each(${g(type)}, function($n, $key) { {$key: $n} }))`,
    ];
  };

const lists =
  (of: Type): Forms =>
  (writer, g, depth) => {
    const { random } = writer;
    const type = listOf(of);
    const from = record(writer);
    const source = listed(writer);
    const more = random.pick(['', ', $i', ', $i, $all']);
    const n: Variable = { name: 'n', type: of };
    const mapped = () =>
      `$map(${g(listOf(source))}, function($n${more}) { ${g.with(random.pick([of, of, type]), { name: 'n', type: source }, { name: 'i', type: number })} })`;
    const keeping = () => keepingPath(writer, of, { depth, generate: typedExpression });
    const ends = of.kind === 'number' ? numberLists : of.kind === 'text' ? textLists : objectLists;
    return [
      () =>
        `[${Array.from({ length: random.below(4) }, () => g(random.chance(0.8) ? of : type)).join(', ')}]`,
      mapped,
      // A call in brackets has what its function gave last, as it was given.
      () => `(${mapped()})${random.pick(['[]', '[0]', '[-1]', '[1]', '[[0..1]]', '[true]'])}`,
      () => `$filter(${g(type)}, function($n${more}) { ${g.with(truth, n)} })`,
      () => `${inBrackets(g(type))}[${g.of(of, truth)}]`,
      () => `${inBrackets(g(type))}[${random.pick(['[0..1]', '[0, 2]', '-1', '0'])}]`,
      () => `${inBrackets(g(type))}[]`,
      () =>
        `${inBrackets(g(type))}^(${random.pick(['', '<', '>'])}${g.of(of, random.pick([number, text]))}${random.pick(['', `, >${g.of(of, number)}`])})`,
      () => `$sort(${g(type)}, function($n, $m) { ${g.with(truth, n, { name: 'm', type: of })} })`,
      () => `$${random.pick(['reverse', 'distinct', 'sort'])}(${g(type)})`,
      () => `$append(${g(type)}, ${g(random.pick([type, of]))})`,
      () =>
        `$reduce(${g(type)}, function($all, $n) { ${random.pick(['$append($all, $n)', '[$all, $n]', '$append($n, $all)'])} }${random.pick(['', ', []'])})`,
      () => `${inBrackets(g(listOf(from)))}.(${g.of(from, random.pick([of, of, type]))})`,
      () => `${inBrackets(g(listOf(from)))}.[${g.of(from, of)}]`,
      keeping,
      keeping,
      ...ends(writer, g, depth),
    ];
  };

const numberLists: Forms = ({ random }, g) => [
  () => `[${random.pick(['0', '1', g(number)])}..${random.pick(['0', '3', '$count($$.counts)'])}]`,
  () => random.pick(['**.count', '$$.**.cents[]', '$$.tables.$', '$reduce($$.tables, $append)']),
  () => '$map($$.tables, function($n) { $sum($n) })',
  () => `$map(${g(listOf(number))}, $round(?, ${random.pick(['0', '1'])}))`,
];

const textLists: Forms = (writer, g) => [
  () =>
    `$split(${g(text)}, ${writer.random.pick([g(text), '/\\s*/', '""'])}${writer.random.pick(['', ', 2'])})`,
  () => `$keys(${g(writer.random.pick([item, money, listOf(item)]))})`,
  () => `$map(${g(listOf(text))}, $${writer.random.pick(['uppercase', 'string', 'trim', 'length'])})`,
  () => `$each(${g(money)}, function($n, $key) { $key & ${g.with(text, { name: 'key', type: text })} })`,
  () => `${inBrackets(g(listOf(item)))}.texts.*`,
  () => `$zip(${g(listOf(text))}, ${g(listOf(number))})`,
  () => `$match(${g(text)}, /([a-z])(\\d)?/).groups`,
];

const objectLists: Forms = (writer, g) => [
  () => `$spread(${g(record(writer))})`,
  () => `$each(${inBrackets(g(listOf(item)))}{id: $}, function($n) { $n })`,
];

/** `{…}` with most of the fields. */
function written(writer: Writer, type: Type, depth: number): string {
  const fields = Object.entries(type.kind === 'object' ? type.fields : {}).filter(() =>
    writer.random.chance(0.8),
  );
  const parts = fields.map(([name, field]) => {
    const key = writer.random.chance(0.95) ? JSON.stringify(name) : leaf(writer, text);
    return `${key}: ${typedExpression(writer, field, depth - 2)}`;
  });
  return `{${parts.join(', ')}}`;
}
