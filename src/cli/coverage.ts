import { formatIssues } from '../report/format.ts';
import { isClean } from '../report/issue.ts';
import { type Command, type Io, rootOption, UsageError } from './command.ts';
import { type FileCoverage, measure } from './coverage/measure.ts';
import { below, mostMissing, percent, readThreshold, type Threshold } from './coverage/share.ts';
import { asJson, asMarkdown, asText } from './coverage/show.ts';
import { notHolding, worldsOf } from './coverage/worlds.ts';
import { exitCodes } from './exit-codes.ts';
import { mappingNames, openProject } from './project.ts';

const formats: ReadonlyMap<string, (files: readonly FileCoverage[]) => string> = new Map([
  ['text', asText],
  ['json', asJson],
  ['markdown', asMarkdown],
]);

/** `mapper coverage`: what the mappings leave out of a delivery, and what the samples do not show of the mappings. */
export const coverage: Command = {
  name: 'coverage',
  summary: 'shows what mappings forget, and what no sample shows of them',
  details: [
    'Fields: neither used nor under "ignores:" are forgotten. Branches: a way through a mapping that no sample',
    'takes. Mutants: a small change of a mapping after which every sample still gives what its snapshot says.',
    'Shared files count where no mapping is named.',
  ],
  usage: '[mapping…]',
  options: [
    { name: 'mutation', text: 'breaks each expression in small ways too, and shows what no sample notices' },
    {
      name: 'threshold',
      value: 'N',
      text: 'exit code 1 where a share is below N percent; or branches=N,mutants=N',
    },
    { name: 'format', value: 'FORMAT', text: 'text (as without it), json or markdown' },
    rootOption,
  ],
  exits: {
    fine: 'it was measured, and no share is below the threshold',
    found: 'a share is below the threshold, or a sample does not give what its snapshot says',
  },
  examples: [
    { line: 'npm run mapper -- coverage customer.title-set --mutation' },
    { line: 'npm run mapper -- coverage order.customer-changed --threshold fields=80 --format markdown' },
  ],
  run: async (input, io) => {
    const threshold = thresholdIn(input.valueOf('threshold'));
    const format = formats.get(input.valueOf('format') ?? 'text');
    if (format === undefined) throw new UsageError('coverage: --format must be text, json or markdown');
    const project = await openProject(input);
    const names = mappingNames(input.names, project);
    if (!isClean(project.issues)) {
      io.stderr(`${formatIssues(project.issues, { colour: io.colour, textOf: project.textOf })}\n`);
      return exitCodes.found;
    }
    const worlds = worldsOf(project);
    const wrong = await notHolding(worlds);
    if (wrong.length > 0) {
      const list = wrong.map(({ mapping, name }) => `${mapping}/${name}`).join(', ');
      io.stderr(
        `coverage: these samples do not give what their snapshots say: ${list}; mapper test tells more\n`,
      );
      return exitCodes.found;
    }
    const files = await measure(project, worlds, { names, mutation: input.has('mutation') });
    io.stdout(`${format(files)}\n`);
    return threshold === undefined ? exitCodes.fine : judge(files, threshold, io);
  },
};

function judge(files: readonly FileCoverage[], threshold: Threshold, io: Io): number {
  const missed = below(files, threshold);
  for (const { kind, share, asked } of missed)
    io.stderr(
      `coverage: ${kind}: ${percent(share)} %, below the ${asked} % that are asked for, most of it in ${mostMissing(files, kind).join(', ')}; add samples for what is listed above, or ask for less with --threshold\n`,
    );
  return missed.length === 0 ? exitCodes.fine : exitCodes.found;
}

function thresholdIn(text: string | undefined): Threshold | undefined {
  const threshold = text === undefined ? undefined : readThreshold(text);
  if (text === undefined || threshold !== undefined) return threshold;
  throw new UsageError('coverage: --threshold must be from 0 to 100, such as 90, or branches=90,mutants=95');
}
