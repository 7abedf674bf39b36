import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { programOf, root } from './program.ts';

/** A process of the measurements that was started and has said what it is asked for. */
export interface Child<Told> {
  readonly told: Told;
  /** What it answers when it is asked. */
  readonly ask: <Answer>(question: string) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

/** Starts one of the programs of this folder, on the Node that runs this, and waits for its first word. */
export async function start<Told>(
  program: string,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<Child<Told>> {
  return startFile<Told>(await programOf(program), args, environment);
}

/** The same with the flags that V8 gets where a command is begun, by the script `mapper` of package.json. */
export async function startAsCommand<Told>(
  program: string,
  args: readonly string[] = [],
): Promise<Child<Told>> {
  const { scripts } = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as Scripts;
  const flags = scripts['mapper']?.split(' ').filter((word) => word.startsWith('--max')) ?? [];
  return startFile<Told>(await programOf(program), args, {}, flags);
}

interface Scripts {
  readonly scripts: Readonly<Record<string, string>>;
}

/** The same of a program that is JavaScript already. */
export async function startFile<Told>(
  file: string,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<Child<Told>> {
  const child = spawn(process.execPath, [...flags, file, ...args], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exit = once(child, 'exit');
  const told = await word<Told>(child, exit);
  return {
    told,
    ask: async <Answer>(question: string) => {
      child.send({ question });
      return word<Answer>(child, exit);
    },
    stop: async () => {
      child.kill();
      await exit;
    },
  };
}

/** A server that was started and has said on stderr where it listens. */
export interface ListeningChild {
  /** Where deliveries go. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts a program that says `listening on` and its address. */
export async function startListening(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<ListeningChild> {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exit = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGKILL');
    await exit;
  };
  let said = '';
  for await (const chunk of child.stderr.setEncoding('utf8')) {
    said += String(chunk);
    const [, url] = /listening on (\S+)\n/.exec(said) ?? [];
    if (url !== undefined) return { url, stop };
  }
  throw new Error(`a server of the measurements ended before it listened: ${said}`);
}

async function word<Word>(child: ChildProcess, exit: Promise<unknown>): Promise<Word> {
  const ended = exit.then(() => Promise.reject(new Error('a process of the measurements ended too early')));
  ended.catch(() => undefined); // it ends when it is stopped
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [Word];
  return message;
}
