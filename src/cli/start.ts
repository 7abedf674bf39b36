import { readAddress, readEnvironment } from '../node/environment.ts';
import { serve } from '../node/serve.ts';
import { formatIssues } from '../report/format.ts';
import { isClean } from '../report/issue.ts';
import { isOpen, openNotice } from '../webhook/open-notice.ts';
import { type Command, UsageError } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { openProject } from './project.ts';

const path = '/api/webhook';
const healthPath = '/api/health';

/** `mapper start`: the webhook over HTTP, wherever Node runs. */
export const start: Command = {
  name: 'start',
  summary: `serves POST ${path} and GET ${healthPath} over HTTP, by the settings in the environment`,
  details: ['.env.example lists the settings. On SIGTERM and SIGINT it lets requests under way end.'],
  usage: '',
  options: [],
  exits: {
    fine: 'it was ended',
    found: 'a mapping or a schema has an error',
  },
  examples: [{ line: 'SEGMENT_WRITE_KEY=… PORT=3000 npm start', stays: true }],
  run: async (input, io) => {
    if (input.names.length > 0)
      throw new UsageError('start: takes no names; see .env.example for its settings');
    const [address, settings] = [readAddress(io.env), readEnvironment(io.env)];
    const wrong = [address, settings].flatMap((one) => (one.ok ? [] : [one.failure.detail]));
    if (wrong.length > 0 || !address.ok || !settings.ok) throw new UsageError(`start: ${wrong.join('; ')}`);
    const { issues, textOf } = await openProject(input);
    if (issues.length > 0) io.stderr(`${formatIssues(issues, { colour: io.colour, textOf })}\n`);
    if (!isClean(issues)) return exitCodes.found;
    if (settings.value.writeKey === undefined)
      io.stderr('SEGMENT_WRITE_KEY is not set: every delivery will be refused until it is\n');
    if (isOpen(settings.value.authentication)) io.stderr(`${openNotice}\n`);
    const server = await serve(await deployed(), address.value).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : 'unknown cause';
      throw new UsageError(
        `start: cannot listen on ${address.value.hostname}:${address.value.port}: ${reason}`,
      );
    });
    io.stderr(`listening on ${server.url}${path}\n`);
    return exitCodes.fine;
  },
};

/** The functions as they are deployed. Loaded only here: no other command needs the part that sends. */
async function deployed(): Promise<(request: Request) => Response | Promise<Response>> {
  const [{ POST }, { GET }] = await Promise.all([
    import('../../api/webhook.ts'),
    import('../../api/health.ts'),
  ]);
  const routes = new Map([
    [path, POST],
    [healthPath, GET],
  ]);
  return (request) =>
    routes.get(new URL(request.url).pathname)?.(request) ?? new Response(null, { status: 404 });
}
