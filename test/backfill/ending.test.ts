import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import { mapper } from '../cli/workspace.ts';
import { bundledMapper } from './bundled-mapper.ts';
import { openShop } from './open-shop.ts';
import { environmentFor, linesIn, runFiles } from './real-shop.ts';
import { customerAt, idOf, many } from './shop.ts';

const timeout = 120_000;
const inAll = 1_000;
/** With a name so long that a request holds a hundred of them. */
const customers = many(inAll, (index) => ({ ...customerAt(index), firstName: 'Mara'.repeat(500) }));

const { api, receiver, root } = await openShop(['customer.created']);

/** The command as a program: of its sources, each start would take seconds on a busy machine. */
const folder = await mkdtemp(join(tmpdir(), 'ending-'));
const program = await bundledMapper(folder);
afterAll(() => rm(folder, { recursive: true }));

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s: what is under way is sent and kept, and the same command goes on behind it',
  async (signal) => {
    api.list('/customers', customers);
    const files = await runFiles();
    const args = ['backfill', 'customers', '--root', root, ...files.options];
    const env = environmentFor(api, receiver.url);
    const third = new Promise<void>((resolve) => {
      receiver.setFault(({ number }) => {
        if (number === 3) resolve();
        return { delayMs: 50 };
      });
    });
    const child = spawn(process.execPath, [program, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = Promise.all([text(child.stdout), text(child.stderr)]);
    const exit = once(child, 'exit');
    await Promise.race([third, exit]);
    child.kill(signal);
    expect(await exit).toEqual([exitCodes.ended, null]);

    const [stdout, stderr] = await said;
    const [summary] = linesIn(stdout);
    const done = Number(summary?.['sent']);
    expect(summary).toMatchObject({ ending: 'ended', read: done, sent: done, failed: 0 });
    // A slow machine tells its progress before.
    expect(stderr.replace(/^\{"msg":"progress".*\n/gm, '')).toBe(
      'backfill: ending; what is under way has 5 s, Ctrl-C again ends it at once\n' +
        'backfill: it was ended; with --checkpoint the same command goes on where it was\n',
    );
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(inAll);
    expect(receiver.calls()).toHaveLength(done);
    expect(await files.reached()).toMatchObject({ after: { id: idOf(done - 1) }, isComplete: false });

    receiver.setFault(undefined);
    const rest = await mapper(args, { env });
    expect([rest.code, linesIn(rest.stdout)[0]]).toMatchObject([0, { ending: 'done', read: inAll - done }]);
    expect(receiver.calls()).toHaveLength(inAll);
    expect(receiver.calls().filter(({ duplicates }) => duplicates > 0)).toEqual([]);
  },
  timeout,
);

// In less time than the hanging request is given.
test('neither a request that hangs nor a pipe that nobody reads holds or breaks a command that is ended', {
  timeout: 25_000,
}, async () => {
  api.list('/customers', customers);
  const files = await runFiles();
  const args = [program, 'backfill', 'customers', '--root', root];
  const env = { ...process.env, ...environmentFor(api, receiver.url) };
  api.fail('api', { status: 404 }, ...Array.from({ length: 9 }, () => 'hang' as const));
  const stdio = ['ignore', 'ignore', 'pipe'] as const;
  const child = spawn(process.execPath, [...args, ...files.options], { env, stdio: [...stdio] });
  child.stderr?.destroy();
  const exit = once(child, 'exit');
  const isAsked = setInterval(() => {
    if (api.requests().length < 3) return;
    clearInterval(isAsked);
    child.kill('SIGINT');
  }, 10);
  await exit.finally(() => clearInterval(isAsked));
  expect(await exit).toEqual([exitCodes.ended, null]);
});

test(
  'a second run on the same checkpoint is told of the first, and may go when that is done',
  async () => {
    api.list('/customers', customers);
    const files = await runFiles();
    const run = () =>
      mapper(['backfill', 'customers', '--root', root, ...files.options], {
        env: environmentFor(api, receiver.url),
      });
    const underWay = new Promise<void>((resolve) => {
      receiver.setFault(() => {
        resolve();
        return { delayMs: 100 };
      });
    });
    const first = run();
    await underWay;
    const second = await run();
    const { code, stdout, stderr } = second;
    const told = stderr.replaceAll(files.checkpoint, 'FILE').replace(hostname(), 'HOST');
    const begun = new Date(performance.timeOrigin).toISOString().slice(0, 19);
    expect({
      code,
      stdout,
      told: told.replace(String(process.pid), 'PID').replace(begun, 'THEN'),
    }).toMatchInlineSnapshot(`
      {
        "code": 2,
        "stdout": "",
        "told": "backfill: another run works with FILE (process PID on HOST, begun THENZ); wait for its end, or name another file. If there is none, delete FILE.lock
      ",
      }
    `);
    expect((await first).code).toBe(exitCodes.fine);
    expect(receiver.calls().filter(({ duplicates }) => duplicates > 0)).toEqual([]);
    await expect(access(`${files.checkpoint}.lock`)).rejects.toMatchObject({ code: 'ENOENT' });
    expect((await run()).stderr).toContain('says that all is done already');
  },
  timeout,
);

test('a run that a host left which is no more is told with what to do about it', { timeout }, async () => {
  const files = await runFiles();
  const since = Date.parse('2026-01-02T03:04:05Z');
  await writeFile(`${files.checkpoint}.lock`, JSON.stringify({ pid: 7, host: '3f2a9c', since }));
  const { code, stderr } = await mapper(['backfill', 'customers', '--root', root, ...files.options], {
    env: environmentFor(api, receiver.url),
  });
  const told = stderr.replaceAll(files.checkpoint, 'FILE').replace(hostname(), 'HOST');
  expect({ code, told }).toMatchInlineSnapshot(`
    {
      "code": 2,
      "told": "backfill: another run works with FILE (process 7 on 3f2a9c, begun 2026-01-02T03:04:05Z). Only there can be seen whether it still goes on; this is HOST. If 3f2a9c is no more, such as a container that was started anew, delete FILE.lock and run the same command again: it goes on from where that one was. Else wait for its end, or name another file
    ",
    }
  `);
});

test('a run whose lock was deleted for another one ends, and leaves both files to that', {
  timeout,
}, async () => {
  api.list('/customers', customers);
  const files = await runFiles();
  const lock = `${files.checkpoint}.lock`;
  const other = JSON.stringify({ pid: 7, host: '3f2a9c', since: Date.parse('2026-01-02T03:04:05Z') });
  let reached = '';
  receiver.setFault(() => {
    reached ||= readFileSync(files.checkpoint, 'utf8');
    // At once, as a run does: the one that is overtaken may read it in this moment.
    writeFileSync(`${lock}.other`, other);
    renameSync(`${lock}.other`, lock);
    return {};
  });
  const { code, stderr } = await mapper(['backfill', 'customers', '--root', root, ...files.options], {
    env: environmentFor(api, receiver.url),
  });
  expect(code).toBe(exitCodes.ended);
  expect(stderr.replaceAll(files.checkpoint, 'FILE').split('\n').at(-2)).toBe(
    'backfill: it was ended: somebody deleted FILE.lock while it went on, and another run works with FILE (process 7 on 3f2a9c, begun 2026-01-02T03:04:05Z). What both have sent, Segment drops',
  );
  expect([await files.text(files.checkpoint), await files.text(lock)]).toEqual([reached, other]);
});

test('a pipe into which nothing comes does not hold a command that is ended', {
  timeout: 25_000,
}, async () => {
  const args = [program, 'replay', '-', '--root', root];
  const files = await runFiles();
  const child = spawn(process.execPath, [...args, ...files.options], {
    env: { ...process.env, ...environmentFor(api, receiver.url) },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exit = once(child, 'exit');
  const said = text(child.stdout);
  // Its stdin stays open. Once the checkpoint is there, it reads.
  while ((await files.text(files.checkpoint)) === '') await wait(20);
  child.kill('SIGHUP');
  expect(await exit).toEqual([exitCodes.ended, null]);
  expect(linesIn(await said)[0]).toMatchObject({ ending: 'ended' });
});
