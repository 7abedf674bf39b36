import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

const bin = ['--import', 'tsx', 'src/cli/mapper.ts', 'start'];

test('start serves the webhook, and ends when it is told to', { timeout: 120_000 }, async () => {
  const env = { ...process.env, PORT: '0', HOST: '127.0.0.1', SEGMENT_WRITE_KEY: '' };
  const server = spawn(process.execPath, bin, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const logged = text(server.stdout);
  const exited = once(server, 'exit');
  try {
    const said: string[] = [];
    for await (const chunk of server.stderr) {
      said.push(String(chunk));
      if (said.join('').includes('listening on')) break;
    }
    expect(said.join('')).toMatch(
      /^SEGMENT_WRITE_KEY is not set: .*\nanyone who knows the URL may post: .*\nlistening on http:\/\/127\.0\.0\.1:\d+\/api\/webhook\n$/,
    );
    const url = /http\S+/.exec(said.join(''))?.[0] ?? '';
    expect((await fetch(url)).status).toBe(405);
    const health = await fetch(new URL('/api/health', url));
    expect([health.status, await health.json()]).toMatchObject([
      500,
      {
        code: 'write-key-missing',
        mappings: expect.arrayContaining([expect.objectContaining({ name: 'customer.created' })]),
        checks: [],
      },
    ]);
    expect((await fetch(`${url}/`)).status).toBe(405);
    expect((await fetch(new URL('/', url))).status).toBe(404);
    const astray = await fetch(new URL('/webhook', url), { method: 'POST', body: '{}' });
    expect([astray.status, await astray.json()]).toMatchObject([404, { code: 'not-found' }]);
  } finally {
    server.kill('SIGTERM');
  }
  expect(await exited).toEqual([0, null]);
  // A queue with a wrong address is told of; a load balancer that looks at "/" is not.
  const lines = (await logged).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line)).filter(({ status }) => status === 404)).toMatchObject([
    {
      // Whoever only writes the output into a file has no other.
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/),
      level: 'warn',
      msg: expect.stringContaining('/api/webhook'),
      failure: { code: 'not-found' },
    },
  ]);
});

test('start says why it cannot listen, and which variable to set', { timeout: 120_000 }, async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  try {
    const address = taken.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const started = async (variables: Readonly<Record<string, string>>) => {
      const env = { ...process.env, SEGMENT_WRITE_KEY: 'WRITE-KEY', ...variables };
      const server = spawn(process.execPath, bin, { env, stdio: ['ignore', 'ignore', 'pipe'] });
      const exited = once(server, 'exit');
      const said = (await text(server.stderr)).trim().split('\n');
      return [(await exited)[0], ...said.slice(-2)];
    };
    // What is wrong with settings may be why it cannot.
    const before = expect.stringMatching(/^anyone who knows the URL may post: /);
    expect(await started({ PORT: String(port), HOST: '127.0.0.1' })).toEqual([
      2,
      before,
      `start: cannot listen on 127.0.0.1:${port} (EADDRINUSE): another program has that port; end it, or set PORT to a free one (0 takes any)`,
    ]);
    expect(await started({ PORT: '0', HOST: '192.0.2.1' })).toEqual([
      2,
      before,
      'start: cannot listen on 192.0.2.1:0 (EADDRNOTAVAIL): set HOST to an address of this machine, such as 127.0.0.1 or 0.0.0.0, and PORT to a free port',
    ]);
  } finally {
    taken.close();
  }
});

/** Holds the only thread at the first request, as the loading of all mappings does on a small machine. */
const busy = `data:text/javascript,${encodeURIComponent(`
  import { subscribe, unsubscribe } from 'node:diagnostics_channel';
  const hold = () => {
    unsubscribe('http.server.request.start', hold);
    console.error('busy');
    for (const until = Date.now() + 1_000; Date.now() < until; );
  };
  subscribe('http.server.request.start', hold);
`)}`;

test('npm start answers what it has begun when it is told to end while it is busy, though nobody reads its log', {
  timeout: 120_000,
}, async () => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as {
    scripts: Readonly<Record<'start', string>>;
  };
  const env = {
    ...process.env,
    PATH: `node_modules/.bin:${process.env['PATH']}`,
    NODE_OPTIONS: `--import ${busy}`,
    PORT: '0',
    SEGMENT_WRITE_KEY: 'WRITE-KEY',
  };
  // As npm does it, which then tells no more than the shell.
  const server = spawn('sh', ['-c', scripts.start], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  server.stdout.destroy();
  const exited = once(server, 'exit');
  let said = '';
  let answer: Promise<number> | undefined;
  for await (const chunk of server.stderr) {
    said += String(chunk);
    const url = /listening on (http\S+)/.exec(said)?.[1];
    if (url !== undefined)
      answer ??= fetch(url, { method: 'POST', body: '{}' }).then(
        ({ status }) => status,
        () => 0,
      );
    if (said.includes('busy')) server.kill('SIGTERM');
  }
  expect([await answer, await exited]).toEqual([400, [0, null]]);
});
