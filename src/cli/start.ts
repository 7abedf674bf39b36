import { formatIssues } from '../report/format.ts';
import { isClean } from '../report/issue.ts';
import { type Command, UsageError } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { openProject } from './project.ts';

/** `mapper start`: the webhook over HTTP, wherever Node runs. */
export const start: Command = {
  name: 'start',
  summary: 'serves POST /api/webhook and GET /api/health over HTTP, by the settings in the environment',
  details: ['.env.example lists the settings. On SIGTERM and SIGINT it lets requests under way end.'],
  usage: '',
  options: [],
  exits: {
    fine: 'it was ended',
    found: 'a mapping or a schema has an error',
  },
  examples: [{ line: 'SEGMENT_WRITE_KEY=WRITE-KEY PORT=3000 npm start', stays: true }],
  isBySettings: true,
  run: async (input, io) => {
    if (input.names.length > 0)
      throw new UsageError('start: takes no names; see .env.example for its settings');
    // No other command needs the part that sends.
    const [{ servingBy, startServer }, { fromFiles }] = await Promise.all([
      import('../entry/server.ts'),
      import('../entry/from-files.ts'),
    ]);
    const serving = servingBy(io.env);
    if (typeof serving === 'string') throw new UsageError(`start: ${serving}`);
    const { issues, textOf } = await openProject(input);
    if (issues.length > 0) io.stderr(`${formatIssues(issues, { colour: io.colour, textOf })}\n`);
    if (!isClean(issues)) return exitCodes.found;
    const say = (line: string) => io.stderr(`${line}\n`);
    const started = await startServer(serving, { load: fromFiles, say });
    if (typeof started === 'string') throw new UsageError(`start: ${started}`);
    return exitCodes.fine;
  },
};
