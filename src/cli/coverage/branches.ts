import type { Change } from './change.ts';
import type { Spot } from './spots.ts';
import { allParts, type Part } from './tree.ts';

/**
 * The branches of an expression: of its conditions, fallbacks and filters, and those of "when". Of each a probe: an
 * error put there. Where a sample notices it, that sample goes there; its words say what no sample has.
 */
export function branchesOf(spot: Spot): readonly Change[] {
  const { tree, node } = spot;
  if (tree === undefined || typeof node.value !== 'string') return [];
  const text = node.value;
  const written = (part: Part) => text.slice(part.start, part.end);
  const branch = (part: Part, probe: string, words: string): Change => ({
    file: spot.file,
    way: spot.way,
    from: text,
    to: text.slice(0, part.start) + probe + text.slice(part.end),
    place: node.placeAt(part.start),
    words,
  });
  return [
    ...(spot.role === 'when' ? ofWhen(tree, branch, written) : []),
    ...allParts(tree).flatMap((part) => ofPart(part, branch, written)),
  ];
}

type MakeBranch = (part: Part, probe: string, words: string) => Change;

const fails = '$error("reached")';

function ofWhen(tree: Part, branch: MakeBranch, written: (part: Part) => string): readonly Change[] {
  const all = written(tree);
  return [
    branch(tree, `((${all}) ? ${fails} : false)`, 'no sample in which "when" is true'),
    branch(tree, `((${all}) ? true : ${fails})`, 'no sample in which "when" is false'),
  ];
}

function ofPart(part: Part, branch: MakeBranch, written: (part: Part) => string): readonly Change[] {
  const [first, second, third] = part.parts;
  if (first === undefined || second === undefined) return [];
  const [a, b] = [written(first), written(second)];
  switch (part.kind) {
    case 'condition': {
      const other = third === undefined ? '' : ` : (${written(third)})`;
      return [
        branch(part, `((${a}) ? ${fails}${other})`, `no sample in which this is true: ${oneLine(a)}`),
        branch(part, `((${a}) ? (${b}) : ${fails})`, `no sample in which this is not true: ${oneLine(a)}`),
      ];
    }
    case 'fallback':
      return either(part, part.sign?.text === '??' ? `$exists(${a})` : `(${a})`, [a, b], branch);
    case 'call':
      if (a !== '$default' || third === undefined) return [];
      return either(part, `$not($default(${b}, null) = null)`, [b, written(third)], branch);
    case 'filter':
      if (second.kind === 'number' || second.kind === 'minus') return [];
      return [
        branch(
          second,
          `((${b}) ? ${fails} : false)`,
          `no sample in which the filter keeps anything: [${oneLine(b)}]`,
        ),
        branch(
          second,
          `((${b}) ? true : ${fails})`,
          `no sample in which the filter leaves anything out: [${oneLine(b)}]`,
        ),
      ];
    default:
      return [];
  }
}

/** Of a value and what stands in for it. */
function either(
  part: Part,
  isThere: string,
  [value, other]: readonly [string, string],
  branch: MakeBranch,
): readonly Change[] {
  return [
    branch(
      part,
      `(${isThere} ? ${fails} : (${other}))`,
      `no sample in which this has a value: ${oneLine(value)}`,
    ),
    branch(
      part,
      `(${isThere} ? (${value}) : ${fails})`,
      `no sample in which this has no value: ${oneLine(value)}; ${oneLine(other)} never stands in`,
    ),
  ];
}

const longest = 80;

/** A part of an expression as it can stand within a sentence. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
