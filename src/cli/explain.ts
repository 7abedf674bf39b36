import { formatIssues } from '../report/format.ts';
import { painter } from '../report/format-paint.ts';
import { fetchedOption } from './cases/fetched.ts';
import { type Command, type Io, jsonOption, rootOption, UsageError } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { type ExplainedSample, explainSample, samplesOf } from './explain/explain-cases.ts';
import { onlyField } from './explain/explain-fields.ts';
import { explanationsAsJson } from './explain/explain-json.ts';
import { showExplanation, showGates } from './explain/show-explanation.ts';
import { mappingNames, openProject, type Project } from './project.ts';

/** `mapper explain`: where each value of a call comes from, and why a field is not there. */
export const explain: Command = {
  name: 'explain',
  summary: 'tells where each value of a call comes from, and why a field is not there',
  details: [
    'Of each field: its value, the expression and its place, and what that read of the delivery. Of a field that',
    'is left out: which step gave nothing. Without a case, of the first one; with --field, of all of them, step by',
    'step. Instead of a case, the file of a delivery, or "-" for stdin. It shows values: use invented people.',
  ],
  usage: '<mapping> [case | delivery.json | -]',
  options: [
    { name: 'field', value: 'PATH', text: 'one field with every step, such as traits.address.city' },
    fetchedOption,
    jsonOption,
    rootOption,
  ],
  exits: {
    fine: 'the fields are explained, also of a call that fails',
    found: 'a delivery does not get as far as to the mapping, or the mapping has an error',
  },
  examples: [
    { line: 'npm run mapper -- explain customer.created' },
    { line: 'npm run mapper -- explain customer.created rich --field traits.address.city' },
  ],
  run: async (input, io) => {
    const [written, named, ...more] = input.names;
    if (written === undefined || more.length > 0)
      throw new UsageError('explain: takes a mapping, and one of its cases or the file of a delivery');
    const project = await openProject(input);
    const [mapping = written] = mappingNames([written], project);
    const showing = { colour: io.colour, textOf: project.textOf };
    if (!project.programs.has(mapping)) {
      const own = project.issues.filter(({ place }) => place?.file === `mappings/${mapping}.yaml`);
      io.stderr(`${formatIssues(own.length > 0 ? own : project.issues, showing)}\n`);
      return exitCodes.found;
    }
    const field = input.valueOf('field');
    const samples = await samplesOf(mapping, named, input.valueOf('fetched'), project, io);
    // Without a field, all cases would be more than anybody reads.
    const wanted = field === undefined && !input.has('json') ? samples.slice(0, 1) : samples;
    const told: ExplainedSample[] = [];
    for (const sample of wanted) {
      const { explanation, ...rest } = await explainSample(mapping, sample, project);
      const shown = explanation && field !== undefined ? onlyField(explanation, field) : explanation;
      told.push({ ...rest, ...(shown === undefined ? {} : { explanation: shown }) });
    }
    if (input.has('json')) io.stdout(`${explanationsAsJson(mapping, told)}\n`);
    else {
      for (const [index, one] of told.entries()) {
        if (index > 0) io.stdout('\n');
        show(mapping, one, { inFull: field !== undefined, project, io });
      }
      const others = samples.slice(told.length).map(({ name }) => name);
      if (others.length > 0) io.stdout(`\nother cases: ${others.join(', ')}\n`);
    }
    return told.some(({ explanation }) => explanation === undefined) ? exitCodes.found : exitCodes.fine;
  },
};

interface Around {
  readonly inFull: boolean;
  readonly project: Project;
  readonly io: Io;
}

function show(mapping: string, told: ExplainedSample, { inFull, project, io }: Around): void {
  const { sample, skipped, failure, issues, explanation } = told;
  const paint = painter(io.colour);
  const manner = { paint, inFull };
  io.stdout(`${paint('bold', mapping)} with ${sample.path}\n`);
  if (skipped !== undefined) io.stdout(`${paint('yellow', 'skipped')}: ${skipped}\n`);
  if (failure !== undefined) io.stderr(`${failure.code}: ${failure.detail}\n`);
  if (issues.length > 0)
    io.stderr(`\n${formatIssues(issues, { colour: io.colour, textOf: project.textOf })}\n`);
  if (explanation === undefined) return;
  for (const line of showGates(explanation, manner)) io.stdout(`${line}\n`);
  if (inFull || skipped === undefined) io.stdout(`\n${showExplanation(explanation, manner)}\n`);
  else io.stdout('no call is made; with --field it tells what a field would be\n');
}
