import { own } from '../commercetools/fields.ts';
import { askHttp } from './ask-http.ts';

/** What the Public API says of a write key. */
export type Source =
  | { readonly status: 'enabled' | 'disabled' | 'unknown' }
  | { readonly status: 'failed'; readonly why: string };

export interface Wanted {
  readonly writeKey: string;
  readonly api: { readonly token: string; readonly host: string };
}

/** A workspace has fewer sources than so many pages of 200. */
const mostPages = 50;

/** Reads the sources of the workspace until one has the key. https://docs.segmentapis.com/tag/Sources#operation/listSources */
export async function findSource({ writeKey, api: { token, host } }: Wanted): Promise<Source> {
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const query = new URLSearchParams({
      'pagination[count]': '200',
      ...(cursor && { 'pagination[cursor]': cursor }),
    });
    const told = await askHttp(`${host}/sources?${query}`, { headers: { authorization: `Bearer ${token}` } });
    if ('cause' in told) return { status: 'failed', why: told.cause };
    if (told.status !== 200) return { status: 'failed', why: String(told.status) };
    const { sources, next } = pageIn(told.json);
    const found = sources.find(({ writeKeys }) => Array.isArray(writeKeys) && writeKeys.includes(writeKey));
    if (found !== undefined) return { status: found.enabled === false ? 'disabled' : 'enabled' };
    if (next === undefined) break;
    cursor = next;
  }
  return { status: 'unknown' };
}

interface Page {
  readonly sources: readonly { readonly writeKeys?: unknown; readonly enabled?: unknown }[];
  readonly next: string | undefined;
}

function pageIn(json: unknown): Page {
  const data = own(json, 'data');
  const [sources, next] = [own(data, 'sources'), own(own(data, 'pagination'), 'next')];
  return {
    sources: Array.isArray(sources) ? sources.filter((one) => typeof one === 'object' && one !== null) : [],
    next: typeof next === 'string' ? next : undefined,
  };
}
