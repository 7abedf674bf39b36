import { readEnvironment } from '../node/environment.ts';
import { readPublicApi } from '../node/environment-public-api.ts';
import { textOf, type Variables } from '../node/variables.ts';
import { wayAdvice } from '../report/way-words.ts';
import type { WebhookSettings } from '../webhook/settings.ts';
import { askHttp } from './ask-http.ts';
import { findSource } from './find-source.ts';
import { type Finding, ok, warn, wrong } from './finding.ts';
import { askRegulations } from './regulation-findings.ts';

type PublicApi = WebhookSettings['publicApi'];

/** Whether Segment can be reached, and whether the write key can be right. */
export async function segmentFindings(variables: Variables): Promise<readonly Finding[]> {
  const host = textOf(variables, 'SEGMENT_HOST');
  const read = readEnvironment(host === undefined ? {} : { SEGMENT_HOST: host });
  // Where to is told with the variables already.
  const reached = read.ok ? [await reachSegment(read.value.host)] : [];
  const writeKey = textOf(variables, 'SEGMENT_WRITE_KEY');
  if (writeKey === undefined) return reached;
  const api = readPublicApi(variables, read.ok ? read.value.host : '');
  return [...reached, shapeOf(writeKey), await sourceFinding(writeKey, api.ok ? api.value : undefined)];
}

/**
 * An empty batch without a write key: nothing can come of it, and Segment's API still answers as itself, with 400 or 200.
 * https://www.twilio.com/docs/segment/connections/sources/catalog/libraries/server/http-api
 */
async function reachSegment(host: string): Promise<Finding> {
  const told = await askHttp(`${host}/v1/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"batch":[]}',
  });
  if ('cause' in told)
    return wrong(
      'Segment',
      `cannot be reached (${told.cause})`,
      wayAdvice(told.cause, 'SEGMENT_HOST') ??
        'look at SEGMENT_HOST, and whether this machine may reach the internet (DNS, proxy, firewall)',
    );
  const { status, json } = told;
  const isSuccess = status >= 200 && status < 300;
  if (isSuccess && !saysSuccess(json))
    return warn(
      'Segment',
      `something answers (${status}), but not in Segment's words; if it is not Segment, what is sent there is lost without an error`,
      hosts,
    );
  if (isSuccess || status === 400 || status === 401)
    return ok('Segment', `answers (${status} to an empty batch without a write key)`);
  if (status >= 500 || status === 429)
    return warn('Segment', `answers, but not well (${status})`, 'look at https://status.segment.com');
  return wrong(
    'Segment',
    `something answers (${status}), but not as Segment's API does: calls would be lost or refused`,
    hosts,
  );
}

const hosts =
  'set SEGMENT_HOST to https://api.segment.io, or to https://events.eu1.segmentapis.com for a workspace in the EU';

/** Segment's answer says of itself whether it is one. A page for people, which a wrong host may answer to everything, does not. */
function saysSuccess(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'success' in json;
}

function shapeOf(writeKey: string): Finding {
  return /^[A-Za-z0-9]{32}$/.test(writeKey)
    ? ok('write key', 'has the form of one')
    : warn(
        'write key',
        'is not 32 letters and digits, as write keys are; Segment answers 200 to a wrong one too, and drops the calls',
        'copy it again: Connections, Sources, your source, Settings, API Keys',
      );
}

async function sourceFinding(writeKey: string, api: PublicApi): Promise<Finding> {
  const about = 'source of the write key';
  if (api === undefined)
    return ok(
      about,
      'not looked up; with SEGMENT_PUBLIC_API_TOKEN it is, since Segment itself says nothing of a wrong key',
    );
  const source = await findSource({ writeKey, api });
  switch (source.status) {
    case 'enabled':
      return ok(about, 'is there, and enabled');
    case 'disabled':
      return wrong(
        about,
        'is disabled: Segment answers 200 and drops the calls',
        'enable it, and connect a destination: a source without one is switched off after 14 days',
      );
    case 'unknown':
      return wrong(
        about,
        `no source of the workspace of SEGMENT_PUBLIC_API_TOKEN has this key (${/\beu1\b/.test(api.host) ? 'EU' : 'US'})`,
        'copy the key again from a source of this workspace; or the workspace is in the other region: look at SEGMENT_HOST',
      );
    case 'failed':
      if (['401', '403'].includes(source.why) && (await mayDelete(api)))
        return ok(about, 'not looked up: the token may ask for deletions, and not for sources');
      return warn(
        about,
        `could not be looked up: the Public API said ${source.why}`,
        'look at SEGMENT_PUBLIC_API_TOKEN: it must be of the workspace, in the region of SEGMENT_HOST, and may read sources',
      );
  }
}

/** The right to ask for deletions is one of its own. */
async function mayDelete(api: NonNullable<PublicApi>): Promise<boolean> {
  const told = await askRegulations(api);
  return 'status' in told && told.status === 200;
}
