import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { allCommands } from '../../src/cli/commands.ts';
import { startReceiver } from '../../src/demo/receiver.ts';
import { environmentFor } from '../backfill/real-shop.ts';
import { customerAt, many, orderAt } from '../backfill/shop.ts';
import { startStandIn } from '../commercetools/lookup/stand-in.ts';
import { hasMockCluster, startMockCluster } from '../queue/mock-cluster.ts';
import { commitAll } from './git-project.ts';
import { projectCopy } from './project-copy.ts';
import { mapper } from './workspace.ts';

const commands = await allCommands();

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** A line of a shell as what it is made of. */
interface Line {
  readonly env: Readonly<Record<string, string>>;
  /** What mapper gets. */
  readonly args: readonly string[];
  /** The file behind "<". */
  readonly stdin?: string;
}

function readLine(line: string): Line {
  const [words = '', stdin] = line.split(' < ');
  const [, before = '', name = '', args = ''] =
    /^((?:[A-Z_]+=\S+ )*)npm (?:run )?(\S+)(?: -- (.+))?$/.exec(words) ?? [];
  // Behind a bar stands the same for Windows.
  const script = / src\/cli\/mapper\.ts ?(.*?)(?: \|\||$)/.exec(scripts[name] ?? '')?.[1];
  if (script === undefined) throw new Error(`${line} does not run mapper`);
  const env = before
    .trim()
    .split(' ')
    .flatMap((one) => (one === '' ? [] : [one.split('=')]));
  return {
    env: Object.fromEntries(env),
    args: `${script} ${args}`.split(' ').filter((word) => word !== ''),
    ...(stdin === undefined ? {} : { stdin }),
  };
}

const all = commands.map(({ name, options, examples }) => {
  const has = (option: string) => options.some((one) => one.name === option);
  const lines = examples.map(({ line, stays }) => ({ line, stays, ...readLine(line) }));
  const isNamed = (mapping: string) => lines.some(({ line }) => line.includes(mapping));
  const copy = async () => {
    const root = await projectCopy((one) => one === 'customer.created' || isNamed(one));
    if (!lines.some(({ line }) => / diff\b| --changed\b/.test(line))) return root;
    // Twice, since an example names the commit before the last.
    for (const message of ['first', 'second']) commitAll(root, message);
    return root;
  };
  const rest = async () => [
    ...(has('root') ? ['--root', await copy()] : []),
    ...(has('port') ? ['--port', '0'] : []),
  ];
  return {
    name,
    rest,
    lines,
    ending: lines.filter(({ stays }) => stays !== true),
    staying: lines.filter(({ stays }) => stays === true),
  };
});

test.each(all)('the examples of $name are examples of it', ({ name, lines }) => {
  expect(lines.map(({ args }) => args[0])).toEqual(lines.map(() => name));
});

test.each(all.filter(({ ending }) => ending.length > 0))(
  'the examples of $name that end by themselves end with 0',
  async ({ name, ending, rest }) => {
    const more = await rest();
    const shopEnv = name === 'backfill' ? await shop() : {};
    for (const { line, env, args, stdin } of ending) {
      const readStdin = async () => (stdin === undefined ? '' : readFileSync(stdin, 'utf8'));
      const { code, stderr } = await mapper([...args, ...more], { readStdin, env: { ...shopEnv, ...env } });
      expect([line, code, code === 0 ? '' : stderr]).toEqual([line, 0, '']);
    }
  },
);

/** `consume` only where kcat is. */
const isThere = ({ name }: { readonly name: string }) => name !== 'consume' || hasMockCluster;

test.each(all.filter(isThere).filter(({ staying }) => staying.length > 0))(
  'the examples of $name that stay up answer, and end on Ctrl-C',
  async ({ name, staying, rest }) => {
    const more = await rest();
    const broker = name === 'consume' ? await kafka() : {};
    for (const { line, args, env } of staying)
      expect([line, await untilItAnswers([...args, ...more], { ...env, ...broker, PORT: '0' })]).toEqual([
        line,
        { code: 0, signal: null },
      ]);
  },
);

/** A broker to take from, and the environment that leads there. */
async function kafka(): Promise<Readonly<Record<string, string>>> {
  const cluster = await startMockCluster();
  onTestFinished(() => cluster.close());
  return { KAFKA_BROKERS: cluster.broker };
}

/** Somewhere to read from and to send to, and the environment that leads there. */
async function shop(): Promise<Readonly<Record<string, string>>> {
  const [api, receiver] = [await startStandIn(), await startReceiver()];
  onTestFinished(async () => {
    await api.close();
    await receiver.close();
  });
  api.list('/customers', many(3, customerAt));
  api.list('/orders', many(3, orderAt));
  return environmentFor(api, receiver.url);
}

/** Starts mapper, waits until it is up, sees whether it answers where it says so, and presses Ctrl-C. */
async function untilItAnswers(args: readonly string[], env: Readonly<Record<string, string>>) {
  const command = ['--import', 'tsx', 'src/cli/mapper.ts', ...args];
  const running = spawn(process.execPath, command, { env: { ...process.env, ...env } });
  onTestFinished(() => {
    running.kill('SIGKILL');
  });
  const exit = once(running, 'exit');
  const isUp = new Promise<string | undefined>((resolve) => {
    const said: string[] = [];
    const listen = (chunk: unknown) => {
      said.push(String(chunk));
      const [url] = /http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+\S*(?=\s)/.exec(said.join('')) ?? [];
      if (url !== undefined || /(watching|taking deliveries) .*\n/.test(said.join(''))) resolve(url);
    };
    running.stdout.on('data', listen);
    running.stderr.on('data', listen);
  });
  const url = await Promise.race([
    isUp,
    exit.then(([code]) => Promise.reject(new Error(`it ended with ${code}`))),
  ]);
  if (url !== undefined) expect((await fetch(url)).status).toBeGreaterThan(0);
  running.kill('SIGINT');
  const [code, signal] = await exit;
  return { code, signal };
}
