import { recordsIn } from '../backfill/records-in.ts';
import { isRecord } from '../commercetools/fields.ts';
import type { Failure } from '../report/failure.ts';
import { formatIssues } from '../report/format.ts';
import { isClean } from '../report/issue.ts';
import { fetchedBeside, fetchedFrom, fetchedOption } from './cases/fetched.ts';
import { readCaseJson } from './cases/read-json.ts';
import { mapBody, snapshotOf } from './cases/run-cases.ts';
import { type Command, jsonOption, rootOption, UsageError } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { givenFile } from './given-file.ts';
import { compileProject, mappingNames, readProject } from './project.ts';

/** `mapper run`: what one mapping makes of one delivery. */
export const run: Command = {
  name: 'run',
  summary: 'shows the calls that a mapping makes of a delivery; sends nothing',
  details: [
    'The delivery is a file, or stdin where "-" stands for it; it may be in the wrapper of a queue, or a dead letter.',
    'Of several lines it takes the first. Prints what a snapshot would keep: the calls, or why there are none.',
  ],
  usage: '<mapping> <delivery.json | ->',
  options: [fetchedOption, { ...jsonOption, text: 'prints JSON also where there are no calls' }, rootOption],
  exits: {
    fine: 'the calls are shown, or why the delivery is skipped',
    found: 'the delivery fails, or the mapping has an error',
  },
  examples: [
    { line: 'npm run mapper -- run customer.created test/mappings/customer.created/rich.delivery.json' },
    { line: 'npm run mapper -- run customer.created - < test/mappings/customer.created/rich.delivery.json' },
  ],
  run: async (input, io) => {
    const [written, path, ...more] = input.names;
    if (written === undefined || path === undefined || more.length > 0)
      throw new UsageError('run: takes a mapping and the file of a delivery ("-" reads it from stdin)');
    const read = await readProject(input);
    const [name] = mappingNames([written], read);
    const project = compileProject(read, (one) => one === name);
    const showing = { colour: io.colour, textOf: project.textOf };
    const tested = project.catalog.mappings.filter((mapping) => mapping.name === name);
    // What is wrong may stand in a file that the mapping shares with others.
    const standing =
      tested.length === 0 ? project.issues : project.issues.filter(({ code }) => code === 'schema-invalid');
    if (!isClean(standing)) {
      io.stderr(`${formatIssues(standing, showing)}\n`);
      return exitCodes.found;
    }
    const ofCase = read.cases.find((one) => one.mapping === name && one.name === path)?.delivery;
    const { text, lines } = firstLine(await givenFile('run', path, io, ofCase?.path));
    const body = readCaseJson({ path, text });
    if (lines > 1) {
      const another = path === '-' ? '' : `; for another one: sed -n 2p ${path}, into "-"`;
      io.stderr(`the first of ${lines} lines${another}\n`);
    }
    if (!body.ok) {
      io.stderr(`${formatIssues([body.issue], showing)}\n`);
      return exitCodes.found;
    }
    const file = await fetchedBeside(path, input.valueOf('fetched'));
    const given = file && fetchedFrom(file);
    const mapped = await mapBody(
      deliveryIn(body.value),
      { ...project.catalog, mappings: tested },
      given?.source,
    );
    if (given !== undefined && given.issues.length > 0) {
      io.stderr(`${formatIssues(given.issues, showing)}\n`);
      return exitCodes.found;
    }
    if (mapped.status === 'failed' && !input.has('json'))
      io.stderr(`${showFailure(mapped.failure, showing)}\n`);
    else if (mapped.status === 'skipped' && !input.has('json')) {
      io.stdout(`skipped: ${mapped.reason}\n`);
      if (given === undefined && tested.some(({ fetches = [] }) => fetches.length > 0))
        io.stderr(
          'what it fetches: give it with --fetched FILE, or beside <case>.delivery.json as <case>.fetched.json\n',
        );
    } else
      io.stdout(
        `${JSON.stringify(mapped.status === 'failed' ? { ...mapped.failure } : snapshotOf(mapped), null, 2)}\n`,
      );
    return mapped.status === 'failed' ? exitCodes.found : exitCodes.fine;
  },
};

/** Dead letters and exports have a record in each line. */
function firstLine(text: string): { readonly text: string; readonly lines: number } {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [first = ''] = lines;
  const isOfLines = lines.length > 1 && lines.every((line) => /^\ufeff?\{.*\}\s*$/.test(line));
  return isOfLines ? { text: first, lines: lines.length } : { text, lines: 1 };
}

/** What a dead letter, or the record of a queue, was kept for. */
function deliveryIn(value: unknown): unknown {
  const [record, ...more] = isRecord(value) ? [...recordsIn(value)] : [value];
  return more.length > 0 ? value : record;
}

function showFailure(
  { code, detail, issues = [] }: Failure,
  showing: Parameters<typeof formatIssues>[1],
): string {
  const head = `${code}: ${detail}`;
  return issues.length === 0 ? head : `${head}\n\n${formatIssues(issues, showing)}`;
}
