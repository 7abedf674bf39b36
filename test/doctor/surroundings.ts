import { vi } from 'vitest';
import type { Patient } from '../../src/doctor/diagnose.ts';
import { clientSecret, type StandIn, startStandIn } from '../commercetools/lookup/stand-in.ts';
import { publicApiToken, type SegmentApis, startSegmentApis } from './segment-apis.ts';

export const writeKey = 'Wk7Qm2Zr9Tn4Xb6Vc1Lp8Sd3Gf5Hj0Ky';
export const webhookSecret = 'wh-5c1e-not-a-real-one';

/** All that the doctor asks, on this machine. */
export interface Surroundings {
  readonly standIn: StandIn;
  readonly segment: SegmentApis;
  /** Lets all be well again. */
  readonly mend: () => void;
  /** A project that is well in them. */
  readonly healthy: () => Patient;
  readonly close: () => Promise<void>;
}

const segmentHosts =
  /^https:\/\/(api\.segment\.io|events\.eu1\.segmentapis\.com|(eu1\.)?api\.segmentapis\.com)/;

/**
 * Starts them, and lets `fetch` lead there until they are closed: Segment's hosts are these machines here, nobody.example
 * is where nothing listens any more, all else is asked where it says.
 */
export async function openSurroundings(): Promise<Surroundings> {
  const gone = await startSegmentApis();
  const nobody = gone.url;
  await gone.close();
  const [standIn, segment] = await Promise.all([startStandIn(), startSegmentApis()]);
  const realFetch = globalThis.fetch;
  vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
    realFetch(url.replace(segmentHosts, segment.url).replace('https://nobody.example', nobody), init),
  );
  return {
    standIn,
    segment,
    mend: () => {
      standIn.reset();
      segment.reset();
      standIn.put('/garden-shop', { key: 'garden-shop' });
      segment.sources.push(
        { writeKeys: ['another'], enabled: false },
        { writeKeys: [writeKey], enabled: true },
      );
    },
    healthy: () => healthyWith(standIn),
    close: async () => {
      vi.unstubAllGlobals();
      await Promise.all([standIn.close(), segment.close()]);
    },
  };
}

function healthyWith({ settings }: StandIn): Patient {
  const { projectKey, clientId, apiUrl, authUrl } = settings;
  return {
    variables: {
      SEGMENT_WRITE_KEY: writeKey,
      SEGMENT_PUBLIC_API_TOKEN: publicApiToken,
      WEBHOOK_SECRET: webhookSecret,
      CTP_PROJECT_KEY: projectKey,
      CTP_CLIENT_ID: clientId,
      CTP_CLIENT_SECRET: clientSecret,
      CTP_API_URL: apiUrl,
      CTP_AUTH_URL: authUrl,
      CTP_SCOPES: `view_orders:${projectKey} view_customers:${projectKey} view_messages:${projectKey}`,
    },
    node: { version: 'v22.11.0', engines: '20.x || 22.x || 24.x' },
    mappings: [
      { name: 'customer.created' },
      { name: 'order.completed', fetches: [{ kind: 'customer', optional: true }] },
      {
        name: 'order.shipped',
        fetches: [
          { kind: 'order', optional: false },
          { kind: 'customer', optional: true },
        ],
      },
    ],
    issues: [],
    buildTrouble: async () => undefined,
    isOffline: false,
  };
}
