import { X509Certificate } from 'node:crypto';
import { download, type Fetch } from './download.ts';
import { untilSignal } from './until-signal.ts';

/** A certificate; or why there is none at this address, or none now. */
export type Found =
  | { readonly status: 'done'; readonly certificate: X509Certificate }
  | { readonly status: 'refused'; readonly reason: string }
  | { readonly status: 'unavailable'; readonly cause: string };

/** Gives the certificate at an address, which must be one that may be asked. Never rejects. */
export type Certificates = (address: string, signal: AbortSignal) => Promise<Found>;

/** SNS has one for each region and changes it rarely. */
const mostKept = 20;

const mostAtOnce = 4;

/**
 * Certificates by their address: fetched when first asked for, and kept. Those who ask for the same at the same time
 * share one fetch; a failure is not kept. Who comes while as many are fetched as may be waits for its turn: a stranger
 * can name any number of certificates that do not exist.
 */
export function certificatesOver(fetch: Fetch): Certificates {
  const kept = new Map<string, X509Certificate>();
  const running = new Map<string, Promise<Found>>();

  const keep = (address: string, certificate: X509Certificate) => {
    kept.delete(address);
    kept.set(address, certificate);
    for (const oldest of [...kept.keys()].slice(0, -mostKept)) kept.delete(oldest);
  };
  const begin = async (address: string): Promise<Found> => {
    const found = await fetchCertificate(address, fetch);
    if (found.status === 'done') keep(address, found.certificate);
    running.delete(address);
    return found;
  };
  const share = (address: string): Promise<Found> => {
    const found = running.get(address) ?? begin(address);
    running.set(address, found);
    return found;
  };

  const hasToWait = (address: string) =>
    !kept.has(address) && !running.has(address) && running.size >= mostAtOnce;

  return async (address, signal) => {
    while (!signal.aborted && hasToWait(address))
      await untilSignal(signal, () => Promise.race(running.values()));
    const certificate = kept.get(address);
    if (certificate !== undefined) {
      keep(address, certificate);
      return { status: 'done', certificate };
    }
    const found = await untilSignal(signal, () => share(address));
    return found ?? { status: 'unavailable', cause: 'timeout' };
  };
}

async function fetchCertificate(address: string, fetch: Fetch): Promise<Found> {
  const found = await download(address, fetch);
  if (found.status === 'unavailable') return found;
  const certificate = found.status === 'done' ? parse(found.bytes) : undefined;
  if (certificate === undefined) return { status: 'refused', reason: 'no-certificate' };
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = certificate.publicKey;
  const isStrong = type === 'rsa' && (details?.modulusLength ?? 0) >= 2048;
  return isStrong ? { status: 'done', certificate } : { status: 'refused', reason: 'unsuitable-certificate' };
}

function parse(bytes: Uint8Array): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(bytes);
    return certificate.publicKey.type === 'public' ? certificate : undefined;
  } catch {
    return undefined;
  }
}
