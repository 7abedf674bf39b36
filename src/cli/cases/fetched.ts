import { absent } from '../../commercetools/lookup/lookup-failures.ts';
import { questionFor } from '../../commercetools/lookup/resources.ts';
import { nameOf, type Source } from '../../commercetools/lookup/wanted.ts';
import type { SourceFile } from '../../mapping/catalog.ts';
import { readNamedFile } from '../../node/case-files.ts';
import type { Issue } from '../../report/issue.ts';
import { typeName } from '../../schema.ts';
import { type Command, UsageError } from '../command.ts';
import { readCaseJson } from './read-json.ts';

type Resource = Readonly<Record<string, unknown>> | null;

/** What a file of fetched resources holds, and what was asked of it in vain. */
export interface Fetched {
  readonly source: Source;
  /** An issue for each thing that was asked for and that the file does not say; also what is wrong with the file. */
  readonly issues: readonly Issue[];
}

/**
 * Stands in for commercetools in a test: `{"customer/<id>": {…}}`, as `nameOf` names what is asked for, with `null` where
 * commercetools has no such thing. What is not in the file is neither there nor absent: the author has yet to say.
 */
export function fetchedFrom(file: SourceFile): Fetched {
  const json = readCaseJson(file);
  const resources = json.ok ? resourcesIn(json.value) : undefined;
  const wrong = json.ok ? (resources === undefined ? [malformed(file, json.value)] : []) : [json.issue];
  const unasked = [...(resources?.keys() ?? [])].filter((name) => !isQuestion(name));
  const issues: Issue[] = [...wrong, ...unasked.map((name) => noQuestion(file, name))];
  const source: Source = async (wanted) => {
    const name = nameOf(wanted);
    const value = resources?.get(name);
    if (value !== undefined && value !== null) return { status: 'found', value };
    if (value === undefined && wrong.length === 0) issues.push(missing(file, name));
    return { status: 'absent', reason: absent(wanted) };
  };
  return { source, issues };
}

/** Names such a file. */
export const fetchedOption: Command['options'][number] = {
  name: 'fetched',
  value: 'FILE',
  text: 'what is fetched; else the .fetched.json beside the .delivery.json',
};

/**
 * The file of what is fetched for a delivery: the one that was named, which must be there; else the one of the case, if
 * the delivery is that of a case.
 */
export async function fetchedBeside(
  path: string,
  named: string | undefined,
): Promise<SourceFile | undefined> {
  const file = named ?? path.replace(/\.delivery\.json$/, '.fetched.json');
  if (file === path) return undefined;
  const text = await readNamedFile(file).catch(() => undefined);
  if (text === undefined && named !== undefined) throw new UsageError(`--fetched: ${named} cannot be read`);
  return text === undefined ? undefined : { path: file, text };
}

function resourcesIn(value: unknown): ReadonlyMap<string, Resource> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value) as [string, unknown][];
  const isResource = (one: unknown): one is Resource => typeof one === 'object' && !Array.isArray(one);
  return entries.every(([, one]) => isResource(one)) ? new Map(entries as [string, Resource][]) : undefined;
}

function malformed(file: SourceFile, value: unknown): Issue {
  return {
    code: 'case-unreadable',
    severity: 'error',
    message: `expected resources by their names, each an object or null; found ${typeName(value)}`,
    place: start(file),
    hint: 'write {"customer/<id>": {…}}, with null where commercetools has none',
  };
}

/** Whether a name is one by which something may be asked for, such as `order/payment=<id>`. */
function isQuestion(name: string): boolean {
  const [, kind = '', by = 'id', value = ''] = /^([^/]*)\/(?:([a-z-]+)=)?(.*)$/s.exec(name) ?? [];
  return value !== '' && questionFor({ kind, by, value }) !== undefined;
}

function noQuestion(file: SourceFile, name: string): Issue {
  return {
    code: 'case-unreadable',
    severity: 'error',
    message: `"${name}" is nothing that could be fetched`,
    place: start(file),
    hint: 'write a kind and an id, such as "customer/<id>", or what leads to one, such as "order/payment=<id>"',
  };
}

/** The name holds an id of the author's own sample. */
function missing(file: SourceFile, name: string): Issue {
  return {
    code: 'fetched-missing',
    severity: 'error',
    message: `the mapping fetches ${name}, which the file does not hold`,
    place: start(file),
    hint: `add "${name}": {…} with what commercetools has, or null where it has none`,
  };
}

function start({ path }: SourceFile) {
  return { file: path, line: 1, column: 1 };
}
