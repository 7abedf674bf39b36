import { jsonIn } from '../report/json-in.ts';
import { networkCause } from '../report/network-cause.ts';

/** What came back: a status with the JSON of the body, where it is JSON; else why nothing did. */
export type Told = { readonly status: number; readonly json: unknown } | { readonly cause: string };

const longestMs = 8_000;

/** One HTTP request without a repetition. Never throws; follows no redirect, since Segment's client follows none. */
export async function askHttp(url: string, init: RequestInit): Promise<Told> {
  const signal = AbortSignal.timeout(longestMs);
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    const text = await response.text();
    return { status: response.status, json: jsonIn(text) };
  } catch (error) {
    return { cause: signal.aborted ? 'timeout' : networkCause(error) };
  }
}
