import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildV3, download, glob, type NodejsLambda } from '@vercel/build-utils';

const require = createRequire(import.meta.url);

/** The function as Vercel would deploy it. */
export interface BuiltFunction {
  /** Paths of all its files. */
  readonly files: readonly string[];
  /** Runs it with Vercel's own runner, on the Node that FUNCTION_NODE names or else on this one. */
  readonly start: (environment: Readonly<Record<string, string>>) => Promise<RunningFunction>;
  readonly remove: () => Promise<void>;
}

export interface RunningFunction {
  readonly url: string;
  /** What it wrote to stdout so far. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/** Builds with Vercel's builder in place and lays the result outside the repository, whose files would hide a missing one. */
export async function buildFunction(entrypoint: string): Promise<BuiltFunction> {
  const workPath = process.cwd();
  const { build } = require('@vercel/node') as { build: BuildV3 };
  const { functions } = JSON.parse(await readFile('vercel.json', 'utf8')) as {
    functions: Readonly<Record<string, object>>;
  };
  const { output } = (await build({
    files: await glob('**', { cwd: workPath, ignore: ['node_modules/**', '.git/**', '.vercel/**'] }),
    entrypoint,
    workPath,
    repoRootPath: workPath,
    config: { zeroConfig: true, functions, ...functions[entrypoint] },
    meta: { skipDownload: true, runNpmInstallSet: new Set([join(workPath, 'package.json')]) },
  })) as { output: NodejsLambda };
  const files = output.files ?? {};
  const folder = await mkdtemp(join(tmpdir(), 'function-'));
  await download(files, folder);
  return {
    files: Object.keys(files).toSorted(),
    start: (environment) =>
      run({ folder, handler: output.handler, path: entrypoint.replace(/\.ts$/, '') }, environment),
    remove: () => rm(folder, { recursive: true }),
  };
}

async function run(
  { folder, handler, path }: { readonly folder: string; readonly handler: string; readonly path: string },
  environment: Readonly<Record<string, string>>,
): Promise<RunningFunction> {
  const runner = createRequire(require.resolve('@vercel/node')).resolve('./dev-server.mjs');
  const child = spawn(process.env['FUNCTION_NODE'] ?? process.execPath, [runner], {
    cwd: folder,
    env: { PATH: process.env['PATH'], VERCEL_DEV_ENTRYPOINT: handler, ...environment },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const exit = once(child, 'exit');
  const failed = exit.then(() => Promise.reject(new Error(`the runner ended before it listened: ${output}`)));
  const [address] = (await Promise.race([once(child, 'message'), failed])) as [AddressInfo];
  failed.catch(() => undefined); // from now on it ends when it is stopped
  return {
    url: `http://127.0.0.1:${address.port}/${path}`,
    output: () => output,
    stop: () => stop(child, exit),
  };
}

async function stop(child: ChildProcess, exit: Promise<unknown>): Promise<void> {
  child.kill();
  await exit;
}
