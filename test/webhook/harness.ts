import { anyone } from '../../src/commercetools/authenticate/settings.ts';
import type { BuiltCatalog, Mapping, MappingResult } from '../../src/mapping/catalog.ts';
import type { Failure } from '../../src/report/failure.ts';
import type { Issue } from '../../src/report/issue.ts';
import { openLine } from '../../src/webhook/log-line.ts';
import type { WebhookSettings } from '../../src/webhook/settings.ts';
import { type WebhookParts, webhook } from '../../src/webhook/webhook.ts';
import { customerCreated } from './deliveries.ts';

export const writeKey = 'wk-b07d55e1c9-not-a-real-one';

export const settings: WebhookSettings = {
  writeKey,
  host: 'http://127.0.0.1:9',
  timeoutMs: 1_500,
  acknowledgePermanentFailures: false,
  authentication: anyone,
};

const identify: MappingResult = {
  status: 'mapped',
  calls: [
    {
      type: 'identify',
      timestamp: customerCreated.createdAt,
      userId: customerCreated.customer.email,
      traits: { email: customerCreated.customer.email, firstName: customerCreated.customer.firstName },
    },
  ],
  places: [{ file: 'mappings/customer.created.yaml', line: 4, column: 1 }],
};

/** A catalog of one mapping that gives this result, whatever comes. */
export function catalogOf(
  result: MappingResult | (() => never) = identify,
  inputIssues: readonly Issue[] = [],
): BuiltCatalog {
  const mapping: Mapping = {
    name: 'customer.created',
    file: 'mappings/customer.created.yaml',
    hash: '0123456789ab',
    description: 'A customer account was created.',
    on: ['CustomerCreated'],
    names: [],
    fields: [],
    reads: [],
    ignores: [],
    run: async () => (typeof result === 'function' ? result() : result),
  };
  return { catalog: { mappings: [mapping], checkInput: () => inputIssues }, inputs: [], issues: [] };
}

export interface Setup {
  readonly settings?: Partial<WebhookSettings>;
  readonly withoutWriteKey?: boolean;
  readonly refused?: Failure;
  readonly catalog?: BuiltCatalog;
  readonly load?: WebhookParts['load'];
}

/** What came back for a request, and what was logged. */
export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
  readonly lines: readonly string[];
  readonly line: unknown;
  readonly ms: number;
}

function settingsOf({ settings: changes, withoutWriteKey = false }: Setup): WebhookSettings {
  const { writeKey: key, ...rest } = { ...settings, ...changes };
  return withoutWriteKey ? rest : { ...rest, writeKey: key ?? writeKey };
}

/** Puts a request through a webhook of its own. */
export async function send(request: Request, setup: Setup = {}): Promise<Seen> {
  const lines: string[] = [];
  const handle = webhook({
    load: setup.load ?? (async () => setup.catalog ?? catalogOf()),
    settings: () =>
      setup.refused === undefined
        ? { ok: true, value: settingsOf(setup) }
        : { ok: false, failure: setup.refused },
    log: (line) => {
      if (line !== openLine) lines.push(line);
    },
  });
  const began = performance.now();
  const response = await handle(request);
  const ms = performance.now() - began;
  const text = await response.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  const line: unknown = lines[0] === undefined ? undefined : JSON.parse(lines[0]);
  return { status: response.status, headers: response.headers, text, body, lines, line, ms };
}

export function post(body: NonNullable<RequestInit['body']> | null): Request {
  return new Request('http://localhost/api/webhook', { method: 'POST', body, duplex: 'half' } as RequestInit);
}

export function deliver(delivery: unknown, setup: Setup = {}): Promise<Seen> {
  return send(post(JSON.stringify(delivery)), setup);
}
