/** One question to the API of a project. Plain data: its client makes a request of it. */
export interface Question {
  readonly method: 'GET' | 'POST';
  /** What stands behind the project in the URL, such as `customers`. */
  readonly collection: string;
  /** The one of them that is meant; absent: all. */
  readonly one?: { readonly by: 'id' | 'key'; readonly value: string };
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: object;
}

/** What stands behind the host in the URL of a question. https://docs.commercetools.com/api/general-concepts */
export function uriOf(projectKey: string, { collection, one, query = {} }: Question): string {
  const last = one === undefined ? '' : `/${one.by === 'key' ? 'key=' : ''}${encodeURIComponent(one.value)}`;
  const asked = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return `/${encodeURIComponent(projectKey)}/${collection}${last}${asked.size === 0 ? '' : `?${asked}`}`;
}
