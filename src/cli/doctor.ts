import { variablesOr } from '../node/known-variables.ts';
import { engines } from '../node/version.ts';
import { count } from '../report/format.ts';
import { projectIssues } from './check.ts';
import { type Command, jsonOption, rootOption, UsageError } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { mappingsOn } from './is-off.ts';
import { openProject } from './project.ts';

/** `mapper doctor`: what keeps deliveries from arriving, and what to do about it. */
export const doctor: Command = {
  name: 'doctor',
  summary: 'looks at settings, Segment, commercetools, mappings and build; says what to do about each',
  details: [
    'Asks Segment with an empty batch and no write key, and commercetools for a token: nothing is written anywhere. With',
    'SEGMENT_PUBLIC_API_TOKEN it also looks whether the write key belongs to an enabled source. It shows names of',
    'variables and no values.',
  ],
  usage: '',
  options: [{ name: 'offline', text: 'asks nobody over the network' }, jsonOption, rootOption],
  exits: {
    fine: 'nothing is wrong; there may be warnings',
    found: 'something is wrong: deliveries fail, or are lost',
  },
  examples: [
    { line: 'SEGMENT_WRITE_KEY=WRITE-KEY npm run mapper -- doctor --offline' },
    { line: 'SEGMENT_WRITE_KEY=WRITE-KEY npm run mapper -- doctor --offline --json' },
  ],
  isBySettings: true,
  run: async (input, io) => {
    if (input.names.length > 0) throw new UsageError('doctor: takes no names; it looks at everything');
    const project = await openProject(input);
    // Loaded only here, with the parts that ask.
    const [{ diagnose }, { findingText }] = await Promise.all([
      import('../doctor/diagnose.ts'),
      import('../doctor/finding.ts'),
    ]);
    const findings = await diagnose({
      variables: variablesOr(io.env),
      node: { version: process.version, engines: engines.node },
      mappings: mappingsOn(project),
      issues: projectIssues(project),
      buildTrouble: () => buildTroubleAt(project.root),
      isOffline: input.has('offline'),
    });
    const numberOf = (verdict: string) => findings.filter((one) => one.verdict === verdict).length;
    const isFine = numberOf('wrong') === 0;
    if (input.has('json')) io.stdout(`${JSON.stringify({ isFine, findings }, null, 2)}\n`);
    else {
      const sum = `${numberOf('wrong')} wrong, ${count(numberOf('warn'), 'warning')}`;
      io.stdout(`${findings.map(findingText).join('\n')}\n\n${sum}\n`);
    }
    return isFine ? exitCodes.fine : exitCodes.found;
  },
};

/** Loaded only here: the tools of a build are not installed where a deployment runs. */
async function buildTroubleAt(root: URL): Promise<string | undefined> {
  const { buildTrouble } = await import('../build/build.ts');
  return buildTrouble(root, new URL('.build/', root));
}
