import type { Random } from './random.ts';
import { fieldNames } from './random-document.ts';
import {
  binary,
  leaves,
  oddNumbers,
  oddTexts,
  ofContext,
  operators,
  patterns,
  unary,
} from './random-expression-words.ts';

/** Writes expressions at random. `names`: variables that are bound around it. */
export interface Writer {
  readonly random: Random;
  readonly names: readonly string[];
}

type Form = (writer: Writer, depth: number) => string;

const some: Form = (writer, depth) => expression(writer, depth - 1);
const name = ({ random }: Writer) => random.pick(fieldNames);
const withNames = (writer: Writer, ...names: readonly string[]): Writer => {
  return { ...writer, names: [...writer.names, ...names] };
};
const list = (writer: Writer, depth: number, most = 3) =>
  Array.from({ length: writer.random.below(most) }, () => some(writer, depth)).join(', ');

/** What a path can go on from. */
function start(writer: Writer, depth: number): string {
  const { random, names } = writer;
  return random.pick<() => string>([
    () => name(writer),
    () => `${name(writer)}.${name(writer)}`,
    () => '$',
    () => `$$.${name(writer)}`,
    () => `(${some(writer, depth)})`,
    () => random.pick([...names.map((one) => `$${one}`), 'a', 'b']),
    () => random.pick(['**', '*', '$given', '$table', '$$']),
    () => `\`${random.pick(['a', 'b', 'constructor', 'to"String', '__proto__'])}\``,
  ])();
}

function lambda(writer: Writer, depth: number, parameters: readonly string[]): string {
  const body = some(withNames(writer, ...parameters), depth);
  const signature = writer.random.chance(0.05) ? writer.random.pick(['<x:x>', '<s-:s>', '<n:n>']) : '';
  return `function(${parameters.map((one) => `$${one}`).join(', ')})${signature}{ ${body} }`;
}

const paths: readonly Form[] = [
  (w, d) => `${some(w, d)}.${name(w)}`,
  (w, d) => `${start(w, d)}.${name(w)}.${name(w)}`,
  (w, d) => `${some(w, d)}.(${some(w, d)})`,
  (w, d) => `${start(w, d)}[${some(w, d)}]`,
  (w, d) => `${start(w, d)}[${w.random.pick(['0', '-1', '1', '[0,1]', '[0..2]', '0.5'])}]`,
  (w, d) => `${start(w, d)}[${name(w)} = ${some(w, d)}].${name(w)}`,
  (w, d) => `${start(w, d)}[${name(w)} = $$.${name(w)}]`,
  (w, d) => `${start(w, d)}[${w.random.pick(['a = "x"', '1 = b', 'c = null', '$given = a'])}][0]`,
  (w, d) => `${start(w, d)}[${name(w)} > 1]`,
  (w, d) => `${start(w, d)}[]`,
  (w, d) => `${start(w, d)}[].${name(w)}`,
  (w, d) => `${start(w, d)}.${name(w)}[]`,
  (w, d) => `${start(w, d)}^(${w.random.pick(['a', 'b', '$', '>a', '>$, b', '<c, >a'])})`,
  (w, d) => `${start(w, d)}^(a)[0].${name(w)}`,
  (w, d) => `${start(w, d)}.*`,
  (w, d) => `${start(w, d)}.**`,
  (w) => `**.${name(w)}`,
  (w, d) => `*[${some(w, d)}]`,
  (w, d) => `(${some(w, d)})[${some(w, d)}]`,
  (w, d) => `${start(w, d)}.$${w.random.pick(ofContext)}()`,
  (w, d) => `${start(w, d)}.$${w.random.pick(binary)}(${some(w, d)})`,
  (w, d) => `${start(w, d)}@$v.${name(w)}.($v.a)`,
  (w, d) => `${start(w, d)}#$i.{"i": $i}`,
  (w, d) =>
    `${w.random.pick(['$given', 'a', '$$', '(b)'])}#$i.${name(w)}.[$i, ${some(withNames(w, 'i'), d)}]`,
  (w, d) => `${w.random.pick(['$given', 'a', '$'])}#$i.(${some(withNames(w, 'i'), d)})[]`,
  (w, d) => `${start(w, d)}.${name(w)}.%.${name(w)}`,
];

/** Of a path whose steps keep something for those behind them, one step more; with the names that are bound by then. */
const keeping: readonly ((w: Writer, d: number) => readonly [text: string, ...bound: string[]])[] = [
  (w) => [`.${name(w)}`],
  (w) => [`.${name(w)}#$i`, 'i'],
  (w) => [`.${name(w)}@$v`, 'v'],
  (w) => [
    `.${w.random.pick(['*', '$', '$given', '(a)'])}${w.random.pick(['#$i', '@$v', '[]', ''])}`,
    'i',
    'v',
  ],
  (w, d) => [`[${some(w, d)}]`],
  (w) => [
    w.random.pick(['[0]', '[-1]', '[0.5]', '[[0..1]]', '[]', '[a]', '[$i = 0]', '[$v = a]', '[%.a = b]']),
  ],
  (w) => [`[${w.random.pick(['true', '$i < 2', '0', 'b'])}]#$j`, 'j'],
  (w) => [`^(${w.random.pick(['a', '>$i', '$v.a', '%.b', '$', 'b, $j'])})${w.random.pick(['', '', '#$i'])}`],
  (w) => [`.%${w.random.pick(['', '.%', `.${name(w)}`, '#$i', '@$v'])}`],
  (w, d) => [`.(${some(w, d)})`],
  (w, d) => [`.(${some(w, d)})${w.random.pick(['#$i', '@$v'])}`, 'i', 'v'],
  (w, d) => [`.{"k": ${some(w, d)}, "l": ${w.random.pick(['$i', '$v', '%', '%.a', '%.%.b', '$j'])}}`],
  (w, d) => [`.[${some(w, d)}, ${w.random.pick(['$i', '$v.a', '%.b', '$j'])}]`],
  (w, d) => [`.$map(a, function($p){ [$p, ${w.random.pick(['$i', '$v', '%.a'])}, ${some(w, d)}] })`],
];

const keepers: readonly Form[] = [
  (w, d) => {
    const begin = w.random.pick(['', '', '#$i', '@$v']);
    let [text, inside] = [start(w, d) + begin, begin === '' ? w : withNames(w, 'i', 'v')];
    for (let steps = 1 + w.random.below(5); steps > 0; steps--) {
      const [step, ...bound] = w.random.pick(keeping)(inside, d - 1);
      text += step;
      inside = withNames(inside, ...bound);
    }
    return text;
  },
];

const makers: readonly Form[] = [
  (w, d) => `[${list(w, d)}]`,
  (w, d) => `[[${some(w, d)}], ${some(w, d)}]`,
  (w, d) => `[${some(w, d)}].${name(w)}`,
  (w, d) => `${start(w, d)}.[${some(w, d)}, ${some(w, d)}]`,
  (w, d) => `{"k": ${some(w, d)}, "l": ${some(w, d)}}`,
  (w, d) => `{"k": ${some(w, d)}}.k`,
  (w, d) => `{${w.random.pick(['"k"', '$string(a)', 'b', '"m"'])}: ${some(w, d)}, "2": 1}`,
  (w, d) => `${start(w, d)}{${w.random.pick(['"k"', '$string(a)', '$string($)'])}: ${some(w, d)}}`,
  (w, d) => `${start(w, d)}.{"k": ${some(w, d)}, "l": ${some(w, d)}}`,
  (w, d) => `(${some(w, d)} ? ${some(w, d)} : ${some(w, d)})`,
  (w, d) => `(${some(w, d)} ? ${some(w, d)})`,
  (w, d) => `(${some(w, d)} ${w.random.pick(operators)} ${some(w, d)})`,
  (w, d) => `(${some(w, d)} & ${some(w, d)})`,
  (w, d) => `-${start(w, d)}`,
  (w, d) => `(${start(w, d)} ~> |${name(w)}|{"z": ${some(w, d)}}${w.random.pick(['', ', "a"', ', ["b"]'])}|)`,
];

const variables: readonly Form[] = [
  (w, d) => {
    const one = w.random.pick(['u', 'v', 'w']);
    const inside = withNames(w, one);
    return `($${one} := ${some(w, d)}; ${some(inside, d)}; ${some(inside, d)})`;
  },
  (w, d) => `(${some(withNames(w, 'u'), d)}; $u := ${some(w, d)}; ($u := $u; [$u]))`,
  (w, d) => `(${some(w, d)} ? $v := ${some(w, d)}; $v)`,
  (w, d) =>
    `($f := function($n){ $n <= 0 ? ${some(w, d)} : $f($n - 1) }; $f(${w.random.pick(['3', '$count(a)', '5'])}))`,
  (w) =>
    `($f := function($n){ $n <= 0 ? 0 : 1 + $f($n - 1) }; $f(${w.random.pick(['3', '$count(a)', '150'])}))`,
  (w, d) => `($f := ${lambda(w, d, ['p'])}; $f(${some(w, d)}))`,
  (w, d) => `($g := $${w.random.pick(unary)}; $g(${some(w, d)}))`,
  (w, d) => `(${lambda(w, d, ['p'])})(${some(w, d)})`,
];

const calls: readonly Form[] = [
  (w, d) => `$map(${some(w, d)}, ${lambda(w, d, ['p'])})`,
  (w, d) => `$map(${some(w, d)}, ${lambda(w, d, ['p', 'q'])})`,
  (w, d) => `$filter(${some(w, d)}, ${lambda(w, d, ['p', 'q', 'r'])})`,
  (w, d) => `$single(${some(w, d)}, ${lambda(w, d, ['p'])})`,
  (w, d) =>
    `$reduce(${some(w, d)}, function($p, $q){ ${w.random.pick(['$p + $q', '$p & $q', '[$p, $q]'])} })`,
  (w, d) => `$reduce(${some(w, d)}, ${lambda(w, d, ['p', 'q', 'r', 's'])}, ${some(w, d)})`,
  (w, d) => `$sift(${some(w, d)}, ${lambda(w, d, ['p', 'q'])})`,
  (w, d) => `$each(${some(w, d)}, ${lambda(w, d, ['p', 'q'])})`,
  (w, d) => `$sort(${some(w, d)}, function($p, $q){ ${w.random.pick(['$p > $q', '$p.a < $q.a', '$q'])} })`,
  (w, d) => `$map(${some(w, d)}, $${w.random.pick(unary)})`,
  (w, d) => `$map(${some(w, d)}, $${w.random.pick(binary)}(?, ${some(w, d)}))`,
  (w, d) => `$${w.random.pick(unary)}(${some(w, d)})`,
  (w, d) => `$${w.random.pick(binary)}(${some(w, d)}, ${some(w, d)})`,
  (w, d) => `$${w.random.pick(['substring', 'replace', 'pad', 'split'])}(${list(w, d, 5)})`,
  (w, d) => `${start(w, d)} ~> $${w.random.pick(unary)}`,
  (w, d) => `${start(w, d)} ~> $${w.random.pick(binary)}(${some(w, d)})`,
  (w, d) => `${some(w, d)} ~> ($uppercase ~> $trim)`,
  (w, d) => `$lookup($table, ${some(w, d)})`,
  (w, d) => `$contains(${some(w, d)}, ${w.random.pick(patterns)})`,
  (w, d) => `$match(${some(w, d)}, ${w.random.pick(patterns)})`,
  (w, d) => `$split(${some(w, d)}, ${w.random.pick(patterns)})`,
  (w, d) =>
    `$replace(${some(w, d)}, ${w.random.pick(patterns)}, ${w.random.pick(['"<$0>"', '"$1-$2"', '"$$"'])})`,
  (w, d) => `$replace(${some(w, d)}, ${w.random.pick(patterns)}, function($m){ $m.match & ${some(w, d)} })`,
];

const scalar = ({ random }: Writer) =>
  random.pick([...oddTexts.map((one) => JSON.stringify(one)), ...oddNumbers]);
const oddText = ({ random }: Writer) => JSON.stringify(random.pick(oddTexts));
const oddNumber = ({ random }: Writer) => random.pick(oddNumbers);
const several = (writer: Writer, one: (writer: Writer) => string, most = 5) =>
  `[${Array.from({ length: writer.random.below(most) }, () => one(writer)).join(', ')}]`;

/** Functions with arguments that fit them, or hardly do. */
const fitting: readonly Form[] = [
  (w) =>
    `$${w.random.pick(['trim', 'number', 'toMillis', 'lowercase', 'uppercase', 'length'])}(${oddText(w)})`,
  (w) => `$${w.random.pick(['trim', 'number', 'toMillis'])}(${w.random.pick(['a', 'b.c', '$given', 'a.b'])})`,
  (w) => `$toMillis(${oddText(w)}, ${w.random.pick(['"[Y0001]-[M01]-[D01]"', '"[H01]:[m01]"', '""'])})`,
  (w) => `$substring(${oddText(w)}, ${oddNumber(w)}${w.random.chance(0.7) ? `, ${oddNumber(w)}` : ''})`,
  (w) => `$number($substring(${oddText(w)}, 0, ${w.random.below(6)}))`,
  (w) => `$join(${several(w, oddText, 20)}${w.random.chance(0.7) ? `, ${oddText(w)}` : ''})`,
  (w) => `$join(${several(w, scalar, 4)}, ${oddText(w)})`,
  (w) => `$distinct(${several(w, w.random.chance(0.8) ? oddText : scalar, 20)})`,
  (w, d) => `$distinct(${start(w, d)}.${name(w)})${w.random.pick(['', '[]'])}`,
  (w) => `$sum(${several(w, w.random.chance(0.9) ? oddNumber : scalar, 20)})`,
  (w, d) => `$sum(${start(w, d)}.${name(w)}.${name(w)})`,
  (w) => `$power(${oddNumber(w)}, ${oddNumber(w)})`,
  (w) => `$power(10, ${w.random.pick([name(w), oddNumber(w)])})`,
  (w) =>
    `${oddNumber(w)} ${w.random.pick(['+', '-', '*', '/', '%'])} ${w.random.pick([name(w), oddNumber(w)])}`,
  (w, d) =>
    `$map(${several(w, scalar)}, $${w.random.pick(['trim', 'number', 'toMillis', 'string'])})${d > 9 ? '' : '[]'}`,
  (w) => `${w.random.pick(['$map', '$filter'])}(${several(w, oddText)}, $join(?, ${oddText(w)}))`,
];

/** What is made as plain JSON where it stands. */
const results: readonly Form[] = [
  (w, d) => `[$map(${some(w, d)}, function($p){ {"k": $p, "l": ${some(withNames(w, 'p'), d)}} })]`,
  (w, d) => `$map(${some(w, d)}, function($p){ [$p, ${some(withNames(w, 'p'), d)}] })`,
  (w, d) => `[$filter(${some(w, d)}, function($p){ ${some(withNames(w, 'p'), d)} }).{"k": ${some(w, d)}}]`,
  (w, d) => `${start(w, d)}.${name(w)}.{"k": ${some(w, d)}, "l": [${some(w, d)}]}`,
  (w, d) => `(${some(w, d)} ? {"k": ${some(w, d)}} : [${some(w, d)}])`,
  (w, d) => `($u := ${some(w, d)}; {"k": $u, "l": {"k": ${some(withNames(w, 'u'), d)}}})`,
  (w, d) => `{"k": ${several(w, scalar)}, "l": {"k": [[${some(w, d)}], ${oddNumber(w)}]}}`,
  (w, d) => `[${some(w, d)}, {"k": $$.${name(w)}.${name(w)}, "l": ${oddNumber(w)}}, [${some(w, d)}]]`,
  (w, d) => `${start(w, d)}.{"k": $$.${name(w)}.${name(w)} = ${name(w)}, "l": $$.${name(w)}.${name(w)}}`,
];

const groups = [paths, paths, keepers, makers, makers, variables, calls, calls, fitting, results];

/** One expression, with no more than `depth` levels. */
export function expression(writer: Writer, depth: number): string {
  const { random, names } = writer;
  if (depth <= 0) return random.pick([...leaves, ...names.map((one) => `$${one}`)]);
  return random.pick(random.pick(groups))(writer, depth);
}
