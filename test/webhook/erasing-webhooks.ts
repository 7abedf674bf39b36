import { expect } from 'vitest';
import type { Receiver } from '../../src/demo/receiver.ts';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import type { BuiltCatalog, CatalogSources, SourceFile } from '../../src/mapping/catalog.ts';
import { openLine } from '../../src/webhook/log-line.ts';
import type { WebhookSettings } from '../../src/webhook/settings.ts';
import { webhook } from '../../src/webhook/webhook.ts';
import { ownMappings as project } from '../by-email.ts';
import { token } from '../segment/regulations.ts';
import { post, settings } from './harness.ts';

export const sources = await project();

/** The project with texts of its files replaced. */
export function catalogWith(...changes: readonly (readonly [file: string, from: string, to: string])[]) {
  const changed = (file: SourceFile): SourceFile => {
    const [, from, to] = changes.find(([path]) => path === file.path) ?? [file.path, '', ''];
    expect(file.text).toContain(from);
    return { path: file.path, text: file.text.replace(from, to) };
  };
  const { shared, mappings } = sources;
  const files: CatalogSources = {
    ...sources,
    mappings: mappings.map(changed),
    ...(shared && { shared: { ...shared, files: shared.files.map(changed) } }),
  };
  return buildCatalog(files);
}

const byId = [
  'mappings/shared/identity.yaml',
  'userId: $present($lowercase($trim($email)))',
  'userId: $present($customerId)',
] as const;
export const shipped = buildCatalog(sources);
export const byCustomerId = catalogWith(byId);
export const byEmail = catalogWith([
  'mappings/customer.erased-by-email.yaml',
  '\nwhen: false',
  '\nwhen: true',
]);

type Own = Partial<Pick<WebhookSettings, 'timeoutMs' | 'acknowledgePermanentFailures'>>;

/**
 * Webhooks that send to this receiver. What each answers, and what it logs: `open` knows the token of the Public API,
 * `closed` does not.
 */
export function erasingWebhooks({ url: host }: Receiver) {
  return {
    open: (built = byCustomerId, own: Own = {}) =>
      erasingWebhook(built, { host, timeoutMs: 4_000, publicApi: { token, host }, ...own }),
    closed: (built = byCustomerId) => erasingWebhook(built, { host }),
  };
}

function erasingWebhook(built: BuiltCatalog, own: Partial<WebhookSettings>) {
  const lines: string[] = [];
  const handle = webhook({
    load: async () => built,
    settings: () => ({ ok: true, value: { ...settings, ...own } }),
    log: (line) => {
      if (line !== openLine) lines.push(line);
    },
  });
  const send = async (delivery: unknown) => {
    const response = await handle(post(JSON.stringify(delivery)));
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as unknown };
  };
  return { send, lines };
}
