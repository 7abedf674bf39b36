import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readEnvironment } from '../../src/node/environment.ts';
import { knownOptions } from './cloud-commands.ts';
import { blocks, rowsBelow, shown, textOf, variablesRead } from './pages.ts';
import { runBlock } from './run-block.ts';

const transports = [
  'Google Cloud Pub/Sub',
  'Amazon SNS',
  'Amazon EventBridge',
  'Azure Event Grid',
  'commercetools Connect',
];

/** What stands for the reader's own names in a first line, where its form matters. */
const filledIn: Readonly<Record<string, string>> = {
  'YOUR-GCP-PROJECT': 'demo-project',
  'YOUR-AWS-REGION': 'eu-central-1',
  YOURSTORAGENAME: 'demostorage',
};

const section = textOf('README.md').split('\n## Connect commercetools\n')[1]?.split('\n## ')[0] ?? '';
const below = (heading: string) => blocks.filter((block) => block.heading === heading);

const scripts = [...new Set(shown('bash').map(({ heading }) => heading))].map((heading) => ({
  heading,
  script: below(heading)
    .filter(({ language }) => language === 'bash')
    .flatMap(({ lines }) => lines)
    .join('\n')
    .replace(/YOUR[A-Z-]+/g, (name) => filledIn[name] ?? name),
}));

describe('Connect commercetools', () => {
  it('has a part for each transport, which begins with what to run and has its Subscription', () => {
    const headings = [...section.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual([...transports, 'Queues that are pulled']);
    const kinds = transports.map((heading) => below(heading).map(({ language }) => language));
    expect(kinds.map(([first]) => first)).toEqual(['bash', 'bash', 'bash', 'bash', 'js']);
    expect(kinds.map((all) => all.filter((kind) => kind === 'json subscription').length)).toEqual(
      transports.map(() => 1),
    );
  });

  it('has a column for each transport where it tells what comes again', () => {
    const table = section.split('\n').filter((line) => line.startsWith('| '));
    expect(table.map((row) => row.split('|').length - 2)).toEqual(table.map(() => 1 + transports.length));
    expect(table.flatMap((row) => row.split('|').slice(1, -1)).filter((cell) => cell.trim() === '')).toEqual(
      [],
    );
  });

  it('has the same Subscription for each transport, to types that there are', () => {
    const messages = shown('json subscription').map(({ lines }) => messagesIn(lines.join('\n')));
    expect(messages).toEqual(messages.map(() => messages[0]));
    for (const { resourceTypeId, types } of messages[0] ?? [])
      for (const type of types)
        expect(textOf(`schemas/commercetools/${type}.schema.json`)).toContain(`"${resourceTypeId}"`);
  });

  // Held against the guide, not against the mappings: one that is added, switched or removed changes no Subscription here.
  it('has Subscriptions to what is sent without anything fetched, as the guide has it', () => {
    const isSentAtOnce = (note: string) => !/^off|switched off|\*fetched\*|\*by id\*|^only where/.test(note);
    const sent = ['What is sent for customers', 'Orders']
      .flatMap((heading) => rowsBelow('mappings/README.md', heading))
      .filter(([, , , note = '']) => isSentAtOnce(note))
      .flatMap(([, types = '']) => [...types.matchAll(/`([A-Z]\w+)`/g)].map(([, type = '']) => type));
    expect(sent).not.toEqual([]);
    for (const { lines } of shown('json subscription')) {
      const asked = messagesIn(lines.join('\n')).flatMap(({ types }) => types);
      const missing = sent.filter((type) => !asked.includes(type));
      const told = `mappings/README.md says they are sent: add them to the Subscriptions in README.md, below "Connect commercetools"`;
      expect(missing, told).toEqual([]);
    }
  });

  it('has Subscriptions as the SDK declares their drafts', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'drafts-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const sdk = resolve('node_modules/@commercetools/platform-sdk');
    const drafts = shown('json subscription').map(({ lines }) => lines.join('\n'));
    const file = join(folder, 'drafts.ts');
    await writeFile(file, `${draftType(sdk)}\nexport const drafts: Draft[] = [${drafts.join(',\n')}];\n`);
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--types', '', '--module', 'preserve', file];
    const compiler = resolve('node_modules/typescript/bin/tsc');
    const { stdout } = await promisify(execFile)(process.execPath, [compiler, ...options], {
      cwd: folder,
    }).catch((failed: { readonly stdout: string }) => failed);
    expect(stdout).toBe('');
    expect(drafts.map((draft) => (JSON.parse(draft) as { key: string }).key)).toEqual(
      transports.map(() => 'segment-mapper'),
    );
  });
});

const messagesIn = (draft: string) =>
  (JSON.parse(draft) as { messages: { resourceTypeId: string; types: string[] }[] }).messages;

describe('a block for a cloud', () => {
  it.each(scripts)('$heading: runs', async ({ script }) => {
    const { code, stderr } = await runBlock(script);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each(scripts)('$heading: uses each name it sets', ({ script }) => {
    const names = [...script.matchAll(/^(?:export )?([A-Z_]+)=/gm)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !new RegExp(`\\$\\{?${name}\\b`).test(script))).toEqual([]);
  });

  it.each(scripts)('$heading: knows the options of its commands', async ({ script }) => {
    const { calls } = await runBlock(script);
    const unknown = calls.flatMap((call) => {
      const options = knownOptions[commandOf(call)]?.split(' ');
      if (options === undefined) return [call.join(' ')];
      const given = call.filter((word) => /^--?[a-zA-Z]/.test(word)).map((word) => word.split('=')[0] ?? '');
      return given.filter((option) => !options.includes(option));
    });
    expect(unknown).toEqual([]);
    expect(calls.length).toBeGreaterThan(0);
  });

  it.each(scripts)('$heading: what looks like JSON is JSON, inside too', async ({ script }) => {
    const { calls } = await runBlock(script);
    for (const word of calls.flat().filter((one) => /^[[{]/.test(one)))
      expect(depthOf(word)).toBeGreaterThan(0);
  });

  it.each(scripts)(
    '$heading: pushes to the webhook and prints settings that are read',
    async ({ script }) => {
      const { stdout, calls } = await runBlock(script);
      const pairs = [...stdout.matchAll(/\b([A-Z_]{6,})=(\S+)/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]);
      const variables = Object.fromEntries(pairs) as Record<string, string>;
      expect(Object.keys(variables).filter((name) => !variablesRead().has(name))).toEqual([]);
      expect(readEnvironment(variables)).toMatchObject({ ok: true });
      const urls = calls.flat().filter((word) => /https:\/\/YOUR-DEPLOYMENT./.test(word));
      expect(urls.filter((word) => !word.endsWith('https://YOUR-DEPLOYMENT/api/webhook'))).toEqual([]);
    },
  );
});

/**
 * What may be posted. The SDK has one type for what is posted and what comes back, where commercetools adds the `source`
 * that it made (https://docs.commercetools.com/api/projects/subscriptions; in GraphQL the input is a type of its own).
 */
const draftType = (sdk: string) => `
import type { Destination, EventBridgeDestination, SubscriptionDraft } from '${sdk}';
type Posted = Exclude<Destination, EventBridgeDestination> | Omit<EventBridgeDestination, 'source'>;
type Draft = Omit<SubscriptionDraft, 'destination'> & { readonly destination: Posted };
`;

/** The words before the first option, as far as they name a command. */
function commandOf(call: readonly string[]): string {
  const found = Object.keys(knownOptions).filter((command) => `${call.join(' ')} `.startsWith(`${command} `));
  return found.toSorted((a, b) => b.length - a.length)[0] ?? '';
}

/** How deep JSON lies in JSON; throws where a text begins like JSON and is none. */
function depthOf(value: unknown): number {
  if (typeof value === 'string') return /^[[{]/.test(value) ? 1 + depthOf(JSON.parse(value)) : 0;
  if (typeof value !== 'object' || value === null) return 0;
  return Math.max(0, ...Object.values(value).map(depthOf));
}
