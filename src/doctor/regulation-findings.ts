import { readEnvironment } from '../node/environment.ts';
import type { Variables } from '../node/variables.ts';
import type { WebhookSettings } from '../webhook/settings.ts';
import { askHttp, type Told } from './ask-http.ts';
import { type Finding, ok, warn, wrong } from './finding.ts';

/** A mapping by the calls it makes. */
export interface Calling {
  readonly name: string;
  readonly fields?: readonly { readonly call: string }[];
}

const about = 'deleting people';

/**
 * Asks for one regulation. That Segment lets us make one too could only be seen by making one.
 * https://docs.segmentapis.com/tag/Deletion-and-Suppression#operation/listWorkspaceRegulations
 */
export function askRegulations({ token, host }: NonNullable<WebhookSettings['publicApi']>): Promise<Told> {
  return askHttp(`${host}/regulations?pagination[count]=1`, {
    headers: { authorization: `Bearer ${token}` },
  });
}

/** Whether Segment lets us see regulations, where a mapping asks for one. */
export async function regulationFindings(
  variables: Variables,
  mappings: readonly Calling[],
): Promise<readonly Finding[]> {
  const asking = mappings.filter(({ fields = [] }) => fields.some(({ call }) => call === 'regulation'));
  if (asking.length === 0) return [];
  const read = readEnvironment(variables);
  // What is wrong is told with the variables.
  if (!read.ok) return [];
  const { publicApi } = read.value;
  const names = asking.map(({ name }) => name).join(', ');
  if (publicApi === undefined)
    return [ok(about, `off, as SEGMENT_PUBLIC_API_TOKEN is not set; what asks for it is skipped: ${names}`)];
  const told = await askRegulations(publicApi);
  if ('cause' in told)
    return [warn(about, `the Public API cannot be reached (${told.cause})`, 'look whether this machine may')];
  if (told.status === 200)
    return [
      ok(about, `the token may see what was deleted; whether it may delete, the first will show: ${names}`),
    ];
  if ([401, 403, 404].includes(told.status))
    return [
      wrong(
        about,
        `the Public API says ${told.status}, so what asks for it will be refused: ${names}`,
        'let SEGMENT_PUBLIC_API_TOKEN be of this workspace, in the region of SEGMENT_HOST, with the role End User Privacy Admin; or switch these mappings off',
      ),
    ];
  return [warn(about, `the Public API says ${told.status}`, 'look at https://status.segment.com')];
}
