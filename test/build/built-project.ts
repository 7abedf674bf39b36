import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildFunctions } from '../../src/build/build.ts';
import { startReceiver } from '../../src/demo/receiver.ts';
import { ownRoot } from '../../src/node/case-files.ts';
import { ownMappings } from '../by-email.ts';

type Environment = Readonly<Record<string, string>>;

/** What is built of this project, in a folder of its own with nothing else, beside a stand-in for Segment; until `close`. */
export async function openBuilt() {
  const receiver = await startReceiver();
  const folder = await mkdtemp(join(tmpdir(), 'program-'));
  const built = pathToFileURL(`${folder}/`);
  const files = await ownMappings();
  // As shipped, nothing is erased.
  const mappings = files.mappings.map(({ path, text }) => ({
    path,
    text: path.includes('erased-by-email') ? text.replace('\nwhen: false', '\nwhen: true') : text,
  }));
  await buildFunctions(ownRoot, built, { ...files, mappings });

  /** What Node prints, run with these arguments. */
  async function outputOf(args: readonly string[], environment: Environment = {}) {
    const child = spawn(process.execPath, args, {
      env: { SEGMENT_WRITE_KEY: 'write-key-of-the-test', SEGMENT_HOST: receiver.url, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    await once(child, 'close');
    return output;
  }

  /** Gives a delivery to what was built, in a process of its own. */
  function answerTo(body: string, ...flags: readonly string[]): Promise<unknown> {
    return answerOf('webhook', { method: 'POST', body }, flags);
  }

  /** Asks what was built for its health, in a process of its own. */
  function health(): Promise<unknown> {
    return answerOf('health');
  }

  async function answerOf(name: string, request: RequestInit = {}, flags: readonly string[] = []) {
    const program = `
      const { handle } = await import(${JSON.stringify(new URL(`${name}.mjs`, built).href)});
      const answer = await handle(new Request('http://localhost/api/${name}', JSON.parse(process.env.REQUEST)));
      process.stdout.write('\\n' + (await answer.text()));`;
    const given = { REQUEST: JSON.stringify(request) };
    const output = await outputOf([...flags, '--input-type=module', '--eval', program], given);
    return JSON.parse(output.split('\n').at(-1) ?? '') as unknown;
  }

  /** The server that was built, anywhere: nothing of this project is there but what was built. */
  async function startBuilt(environment: Environment, from = folder) {
    const child = spawn(process.execPath, [join(from, 'server.cjs')], {
      cwd: tmpdir(),
      env: { PORT: '0', SEGMENT_HOST: receiver.url, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exited = once(child, 'exit');
    let [said, logged] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      logged += text;
    });
    for await (const text of child.stderr.setEncoding('utf8')) {
      said += String(text);
      if (said.includes('listening on')) break;
    }
    const stop = async () => {
      child.kill('SIGTERM');
      return { code: (await exited)[0] as number | null, said, logged };
    };
    return { url: /http\S+/.exec(said)?.[0] ?? '', said, stop };
  }

  const close = async () => {
    await receiver.close();
    await rm(folder, { recursive: true });
  };
  return { folder, built, receiver, outputOf, answerTo, health, startBuilt, close };
}

export type Built = Awaited<ReturnType<typeof openBuilt>>;
