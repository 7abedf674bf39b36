import {
  CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
} from 'yaml';
import type { Issue } from '../../report/issue.ts';
import type { Place } from '../../report/place.ts';
import type { Json } from '../catalog.ts';
import { isBlank, sourceUnits } from './source-units.ts';
import { changedNumberIssue } from './written-number.ts';
import {
  emptyIssue,
  encodingIssue,
  foreignBlankIn,
  foreignBlankIssue,
  isTable,
  lineEndIssue,
  mappingHas,
  syntaxIssue,
  unsupportedIssue,
} from './yaml-trouble.ts';

/** A YAML file as a tree in which every part knows its place. Keys are text; values are JSON's. */
export type DocumentNode = MapNode | ListNode | ScalarNode;

export interface Entry {
  readonly key: string;
  readonly keyPlace: Place;
  readonly value: DocumentNode;
}

export interface MapNode {
  readonly kind: 'map';
  readonly place: Place;
  readonly entries: readonly Entry[];
}

export interface ListNode {
  readonly kind: 'list';
  readonly place: Place;
  readonly items: readonly DocumentNode[];
}

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly place: Place;
  readonly value: string | number | boolean | null;
  /** Where the UTF-16 unit at this index of a text value stands in the file, in whatever YAML style it is written. */
  readonly placeAt: (index: number) => Place;
}

interface Reading {
  readonly placeOf: (offset: number) => Place;
  readonly report: (issue: Issue) => void;
}

/** Reads one YAML 1.2 document. Gives no root where there is an issue; `belongs` tells what a file without content lacks. */
export function readDocument(
  file: string,
  text: string,
  belongs = mappingHas,
): { readonly root?: DocumentNode; readonly issues: readonly Issue[] } {
  const unreadable = encodingIssue(file, text);
  if (unreadable !== undefined) return { issues: [unreadable] };
  const ends = lineEndIssue(file, text);
  if (ends !== undefined) return { issues: [ends] };
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter,
    keepSourceTokens: true,
    prettyErrors: false,
    uniqueKeys: (a, b) => isScalar(a) && isScalar(b) && keyText(a) === keyText(b),
  });
  const placeOf = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const [first, second] = Array.isArray(documents) ? documents : [];
  // One wrong indentation makes YAML complain several times: only the first complaint leads to the cause.
  const trouble = [...(first?.errors ?? []), ...(first?.warnings ?? [])].sort(
    (a, b) => a.pos[0] - b.pos[0],
  )[0];
  const blank = foreignBlankIn(text);
  if (blank !== undefined) return { issues: [foreignBlankIssue(placeOf(blank))] };
  if (trouble !== undefined) return { issues: [syntaxIssue(trouble.code, placeOf(trouble.pos[0]), text)] };
  if (second !== undefined) {
    const place = placeOf(second.range[0]);
    return {
      issues: [
        unsupportedIssue(
          'a second document begins here',
          place,
          'one file holds one mapping: remove the line "---"',
        ),
      ],
    };
  }
  if (first === undefined || first.contents === null) return { issues: [emptyIssue(placeOf(0), belongs)] };
  const issues: Issue[] = [];
  const root = convert(first.contents, { placeOf, report: (issue) => issues.push(issue) });
  return issues.length > 0 ? { issues } : { root, issues };
}

function convert(node: Node | null | undefined, reading: Reading): DocumentNode {
  const place = reading.placeOf(node?.range?.[0] ?? 0);
  const refuse = (what: string, hint: string) => reading.report(unsupportedIssue(what, place, hint));
  const useLet = 'name the value with "let:" and use it as $name';
  if (isAlias(node)) refuse('aliases (*name) are not supported', useLet);
  else if (node?.anchor !== undefined) refuse('anchors (&name) are not supported', useLet);
  if (isMap<Node, Node | null>(node)) {
    return {
      kind: 'map',
      place,
      entries: node.items.map((pair) => convertEntry(pair, reading)),
    };
  }
  if (isSeq<Node>(node))
    return { kind: 'list', place, items: node.items.map((item) => convert(item, reading)) };
  if (isScalar(node)) return convertScalar(node, place, reading);
  return { kind: 'scalar', place, value: null, placeAt: () => place };
}

function convertEntry({ key, value, srcToken }: Pair<Node, Node | null>, reading: Reading): Entry {
  const keyPlace = reading.placeOf(key.range?.[0] ?? 0);
  const withoutBraces = 'an expression stands without braces: write what is between them';
  const question = srcToken?.start.find(({ type }) => type === 'explicit-key-ind');
  if (question !== undefined && (value === null || !isScalar(key))) {
    const hint = 'the "?" of an optional field stands before the colon, as in name?: customer.firstName';
    reading.report(
      unsupportedIssue(
        'a "?" before a key has another meaning in YAML',
        reading.placeOf(question.offset),
        hint,
      ),
    );
  } else if (!isScalar(key) || key.value === '<<') {
    const hint = isMap(key) ? withoutBraces : 'write a name, a colon, a blank and the value';
    reading.report(unsupportedIssue('this cannot be a key', keyPlace, hint));
  } else if (value === null) {
    // In braces alone a key may do without its colon.
    reading.report(unsupportedIssue('this stands in braces and has no colon', keyPlace, withoutBraces));
  } else if (isScalar(value) && value.value === null && value.source === '') {
    const hint = isTable(keyPlace)
      ? 'write what stands for it behind the colon, or remove the line'
      : 'indent what belongs to it, by two blanks more; write null to clear a trait, or remove the line';
    reading.report({
      code: 'mapping-shape',
      severity: 'error',
      message: 'nothing stands behind this key',
      place: keyPlace,
      hint,
    });
  }
  return { key: isScalar(key) ? keyText(key) : '', keyPlace, value: convert(value, reading) };
}

/** A key as it is written: YAML would make 1234 of 01234, and then nothing finds it in a table. */
function keyText({ type, source, value }: Scalar): string {
  return type === 'PLAIN' && source !== undefined ? source : String(value);
}

function convertScalar(node: Scalar, place: Place, { placeOf, report }: Reading): ScalarNode {
  const { value, srcToken } = node;
  if (
    typeof value === 'number'
      ? !Number.isFinite(value)
      : !['string', 'boolean'].includes(typeof value) && value !== null
  ) {
    report(
      unsupportedIssue(
        'this kind of value is not supported',
        place,
        'use text, a finite number, true, false or null',
      ),
    );
  }
  const changed = typeof value === 'number' && changedNumberIssue(value, node.source ?? '', place);
  if (changed) report(changed);
  if (typeof value !== 'string' || srcToken === undefined || !CST.isScalar(srcToken)) {
    const plain =
      typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : null;
    return { kind: 'scalar', place, value: plain, placeAt: () => place };
  }
  const units = sourceUnits(srcToken);
  const placeAt = (index: number): Place => {
    const before = value
      .slice(0, index)
      .split('')
      .filter((unit) => !isBlank(unit)).length;
    const onUnit = index < value.length && !isBlank(value.charAt(index));
    const behindLast = before > 0 ? (units[before - 1] ?? 0) + 1 : units[0];
    return placeOf((onUnit ? units[before] : undefined) ?? behindLast ?? node.range?.[0] ?? 0);
  };
  return { kind: 'scalar', place: placeAt(0), value, placeAt };
}

/** The entries of the map behind a key; none where there is no map. */
export function entriesAt(node: MapNode, key: string): MapNode['entries'] {
  const value = entry(node, key);
  return value?.kind === 'map' ? value.entries : [];
}

/** What stands behind a key; nothing where it is not there, or the node is no map. */
export function entry(node: DocumentNode | undefined, key: string): DocumentNode | undefined {
  return node?.kind === 'map' ? node.entries.find((one) => one.key === key)?.value : undefined;
}

/** A scalar, or those of a list. */
export function scalars(node: DocumentNode | undefined): readonly ScalarNode[] {
  if (node === undefined) return [];
  if (node.kind === 'list') return node.items.flatMap(scalars);
  return node.kind === 'scalar' ? [node] : [];
}

/** The value that a node stands for, as JSON has it. */
export function plainValue(node: DocumentNode): Json {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainValue);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainValue(value)]));
}
