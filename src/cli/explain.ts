import { formatIssues } from '../report/format.ts';
import { painter } from '../report/format-paint.ts';
import { type Command, type Io, jsonOption, rootOption, UsageError } from './command.ts';
import { type ExplainedSample, explainSample, samplesOf } from './explain-cases.ts';
import { onlyField } from './explain-fields.ts';
import { explanationsAsJson } from './explain-json.ts';
import { mappingNames, openProject, type Project } from './project.ts';
import { showExplanation, showGates } from './show-explanation.ts';

/** `mapper explain`: where each value of a call comes from, and why a field is not there. */
export const explain: Command = {
  name: 'explain',
  summary: 'tells where each value of a call comes from, and why a field is not there',
  details: [],
  usage: '<mapping> [case | delivery.json | -]',
  options: [
    {
      name: 'field',
      value: 'PATH',
      text: 'one field, such as traits.address.city, with every step; without a case, in all of them',
    },
    jsonOption,
    rootOption,
  ],
  exits: { fine: 'it was explained', found: 'a mapping has an error, or a delivery cannot be run' },
  examples: [{ line: 'npm run mapper -- explain customer.created rich --field traits.address.city' }],
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
      return 1;
    }
    const field = input.valueOf('field');
    const samples = await samplesOf(mapping, named, project, io);
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
    return told.some(({ explanation }) => explanation === undefined) ? 1 : 0;
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
    io.stderr(`\n${formatIssues(issues, { colour: io.colour, textOf: project.textOf })}\n\n`);
  if (explanation === undefined) return;
  for (const line of showGates(explanation, manner)) io.stdout(`${line}\n`);
  if (inFull || skipped === undefined) io.stdout(`\n${showExplanation(explanation, manner)}\n`);
  else io.stdout('no call is made; with --field it tells what a field would be\n');
}
