import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { toolsAt } from '../../src/cli/playground.ts';
import { tokenHeader } from '../../src/playground/contract.ts';
import { type Playground, playground } from '../../src/playground/playground.ts';
import { sampleFiles } from '../cli/sample-project.ts';

/** Of the small project: the file of a mapping, its name, and a sample for it. */
export const path = 'mappings/customer.created.yaml';
export const mapping = 'customer.created';
export const rich = 'test/mappings/customer.created/rich.delivery.json';

/** What came back over HTTP. */
export interface Came {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** Where it is JSON. */
  readonly body: unknown;
}

/** A playground on a small project of its own, and what a test does with it. */
export interface Opened extends Playground {
  readonly root: string;
  readonly host: string;
  readonly origin: string;
  readonly token: string;
  /** Asks as the page does, unless the headers say otherwise; one that is `undefined` is left out. */
  readonly ask: (name: string, question: unknown, headers?: Headers) => Promise<Came>;
  readonly send: (path: string, sent?: Sent) => Promise<Came>;
  readonly read: (path: string) => Promise<string>;
  readonly write: (path: string, text: string) => Promise<void>;
  /** All files by their paths. */
  readonly files: () => Promise<Readonly<Record<string, string>>>;
}

type Headers = Readonly<Record<string, string | undefined>>;

interface Sent {
  readonly method?: string;
  readonly headers?: Headers;
  readonly body?: string;
}

const page = { html: '<p>{{nonce}}</p>', script: 'script', style: 'style', icon: 'icon' };

/** Opens a playground that is gone, with its project, when the test ends. */
export async function opened(): Promise<Opened> {
  const root = await mkdtemp(join(tmpdir(), 'playground-'));
  await symlink(resolve('schemas'), join(root, 'schemas'));
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  for (const [path, text] of Object.entries(sampleFiles)) await write(path, text);
  const url = pathToFileURL(`${root}/`);
  const running = await playground({ root: url, tools: toolsAt(url), port: 0, page });
  onTestFinished(async () => {
    await running.close();
    await rm(root, { recursive: true });
  });
  const { origin, host, hash } = new URL(running.url);
  const token = hash.slice(1);
  const send = (path: string, sent: Sent = {}) => exchange(origin, path, sent);
  const ask = (name: string, question: unknown, headers: Headers = {}) =>
    send(`/api/${name}`, {
      method: 'POST',
      headers: { origin, [tokenHeader]: token, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(question),
    });
  const files = async () => {
    const found = await Promise.all(
      ['mappings', 'test'].map((folder) =>
        readdir(join(root, folder), { recursive: true, withFileTypes: true }),
      ),
    );
    const paths = found.flat().flatMap((one) => (one.isFile() ? [join(one.parentPath, one.name)] : []));
    const texts = paths
      .sort()
      .map(async (path) => [path.slice(root.length + 1), await readFile(path, 'utf8')]);
    return Object.fromEntries(await Promise.all(texts)) as Record<string, string>;
  };
  return {
    ...running,
    root,
    host,
    origin,
    token,
    ask,
    send,
    read: (path) => readFile(join(root, path), 'utf8'),
    write,
    files,
  };
}

/** With Node's own client: that of the platform sets headers which a hostile page would set. */
function exchange(origin: string, path: string, { method = 'GET', headers = {}, body }: Sent): Promise<Came> {
  const given = Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return new Promise((done, reject) => {
    const sending = request(new URL(origin).origin, { method, path, headers: given }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const isJson = answer.headers['content-type']?.startsWith('application/json') === true;
        done({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text,
          body: isJson ? JSON.parse(text) : undefined,
        });
      });
    });
    // A server that refuses a body cuts it off: the answer has come before.
    sending.on('error', (error) => setTimeout(() => reject(error), 500));
    sending.end(body);
  });
}
