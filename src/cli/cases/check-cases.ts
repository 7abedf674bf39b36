import { type CaseFiles, type Cases, casePath } from '../../node/case-files.ts';
import type { Issue } from '../../report/issue.ts';
import { fetchedFrom } from './fetched.ts';
import { readCaseJson } from './read-json.ts';

interface Tried {
  readonly name: string;
  readonly file: string;
  /** The types it listens to, as far as they are known. */
  readonly on?: readonly string[];
}

/** What is wrong with the files of the cases, by the mappings there are; runs nothing. */
export function caseIssues(mappings: readonly Tried[], { cases, strays }: Cases): readonly Issue[] {
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
    ...untested.map((one) => noTestCase(one, alike(one, mappings, cases))),
    ...homeless.map((name) => noMapping(name)),
    ...missing.map(noDelivery),
    ...strays.map(stray),
    ...unreadable,
  ];
}

/** A sample of another mapping for the same type; one that makes calls, where there is one. */
function alike({ on = [] }: Tried, mappings: readonly Tried[], cases: readonly CaseFiles[]) {
  const others = mappings.filter((one) => one.on?.some((type) => on.includes(type)));
  const samples = cases.filter(
    ({ mapping, delivery }) => delivery !== undefined && others.some(({ name }) => name === mapping),
  );
  return (samples.find(({ calls }) => calls?.text.startsWith('[')) ?? samples[0])?.delivery?.path;
}

function noTestCase({ name, file }: Tried, sample: string | undefined): Issue {
  const message = 'the mapping has no test case';
  const path = casePath(name, 'minimum', 'delivery');
  const save = sample === undefined ? `save a sample delivery as ${path}` : `copy ${sample} to ${path}`;
  const hint = `${save}, then run: npm run mapper -- test --update`;
  return { code: 'no-test-case', severity: 'error', message, place: start(file), hint };
}

/** A folder of cases, or of their snapshots in a variant, whose mapping was removed or has another name. */
export function noMapping(name: string, folder = `test/mappings/${name}`): Issue {
  const message = `${folder} holds cases, but mappings/${name}.yaml does not exist`;
  const hint = 'give the folder the name of the mapping, or remove it';
  return { code: 'snapshot-orphan', severity: 'error', message, hint };
}

function noDelivery({ mapping, name, calls, fetched }: CaseFiles): Issue {
  const message = `the case has no delivery: ${casePath(mapping, name, 'delivery')} does not exist`;
  return {
    code: 'snapshot-orphan',
    severity: 'error',
    message,
    place: start((calls ?? fetched)?.path ?? casePath(mapping, name, 'calls')),
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
