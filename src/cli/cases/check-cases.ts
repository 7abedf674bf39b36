import { type Cases, casePath } from '../../node/case-files.ts';
import type { Issue } from '../../report/issue.ts';
import { fetchedFrom } from './fetched.ts';
import { readCaseJson } from './read-json.ts';

/** What is wrong with the files of the cases, by the mappings (name and file) there are; runs nothing. */
export function caseIssues(
  mappings: readonly { readonly name: string; readonly file: string }[],
  { cases, strays }: Cases,
): readonly Issue[] {
  const untested = mappings.filter(
    ({ name }) => !cases.some(({ mapping, delivery }) => mapping === name && delivery !== undefined),
  );
  const names = mappings.map(({ name }) => name);
  const homeless = [...new Set(cases.map(({ mapping }) => mapping))].filter((name) => !names.includes(name));
  const missing = cases.filter(({ delivery }) => delivery === undefined);
  const unreadable = cases.flatMap(({ delivery, calls, fetched }) => [
    ...[delivery, calls].flatMap((file) => {
      const read = file === undefined ? undefined : readCaseJson(file);
      return read === undefined || read.ok ? [] : read.issue;
    }),
    ...(fetched === undefined ? [] : fetchedFrom(fetched).issues),
  ]);
  return [
    ...untested.map(({ name, file }) => noTestCase(name, file)),
    ...homeless.map((name) => noMapping(name)),
    ...missing.map(({ mapping, name }) => noDelivery(mapping, name)),
    ...strays.map(stray),
    ...unreadable,
  ];
}

function noTestCase(name: string, file: string): Issue {
  const message = 'the mapping has no test case';
  const hint = `save a sample delivery as ${casePath(name, 'minimum', 'delivery')}, then run: npm run mapper -- test --update`;
  return { code: 'no-test-case', severity: 'error', message, place: start(file), hint };
}

function noMapping(name: string): Issue {
  const message = `test/mappings/${name} holds cases, but mappings/${name}.yaml does not exist`;
  const hint = 'give the folder the name of the mapping, or remove it';
  return { code: 'snapshot-orphan', severity: 'error', message, hint };
}

function noDelivery(mapping: string, name: string): Issue {
  const file = casePath(mapping, name, 'calls');
  const message = `the case has no delivery: ${casePath(mapping, name, 'delivery')} does not exist`;
  return {
    code: 'snapshot-orphan',
    severity: 'error',
    message,
    place: start(file),
    hint: 'add the delivery, or remove what is left of the case',
  };
}

function stray(file: string): Issue {
  return {
    code: 'snapshot-orphan',
    severity: 'error',
    message: 'the file belongs to no case',
    place: start(file),
    hint: 'a case is <situation>.delivery.json and <situation>.calls.json, with <situation>.fetched.json where it fetches',
  };
}

function start(file: string) {
  return { file, line: 1, column: 1 };
}
