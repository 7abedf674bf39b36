import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Script } from 'node:vm';
import { brotliDecompressSync, inflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { compiledAhead } from '../../src/build/compile-ahead.ts';
import { headSize, packed } from '../../src/build/program.ts';
import { ownRoot, readCases } from '../../src/node/case-files.ts';
import { fingerprint } from '../../src/node/fingerprint.ts';
import { openBuilt } from './built-project.ts';
import { copiedServer } from './copied-server.ts';
import { printedBy } from './watched-server.ts';

const { cases } = await readCases(ownRoot);
const project = await openBuilt();
const { folder, built, receiver, outputOf, answerTo, health, startBuilt } = project;
afterAll(project.close);

function sampleOf(name: string): string {
  return cases.find(({ mapping, delivery }) => mapping === name && delivery)?.delivery?.text ?? '';
}

const sent = { status: 'sent', calls: [{ type: 'identify', messageId: expect.any(String) }] };

describe('a built server', () => {
  test('takes deliveries, tells its health, and ends when it is told to', async () => {
    const { url, stop } = await startBuilt({ SEGMENT_WRITE_KEY: 'write-key-of-the-test' });
    const answer = await fetch(url, { method: 'POST', body: sampleOf('customer.created') });
    expect([answer.status, await answer.json()]).toEqual([200, sent]);
    const health = await fetch(new URL('/api/health/?by=uptime', url));
    expect([health.status, await health.json()]).toMatchObject([
      200,
      { status: 'ok', build: await fingerprint(ownRoot) },
    ]);
    expect((await fetch(new URL('/', url))).status).toBe(404);
    const { code, logged } = await stop();
    expect(code).toBe(0);
    expect(JSON.parse(logged.trim().split('\n').at(-1) ?? '')).toMatchObject({
      outcome: 'sent',
      status: 200,
    });
  });

  test('has a person erased', async () => {
    const { url, stop } = await startBuilt({
      SEGMENT_WRITE_KEY: 'write-key-of-the-test',
      SEGMENT_PUBLIC_API_TOKEN: 'token-of-the-test',
    });
    const answer = await fetch(url, { method: 'POST', body: sampleOf('customer.erased-by-email') });
    const calls = expect.arrayContaining([expect.objectContaining({ type: 'regulation' })]);
    expect([answer.status, await answer.json()]).toMatchObject([200, { status: 'sent', calls }]);
    expect((await stop()).code).toBe(0);
  });

  test('loads what deliveries need behind its first answer', async () => {
    const { health, remove, deliver, end } = await copiedServer(project);
    // Each of them takes the server more than one turn.
    for (let turn = 0; turn < 5; turn++) expect(await health()).toMatchObject([200, { status: 'ok' }]);
    await remove();
    expect(await deliver(sampleOf('customer.created'))).toEqual([200, sent]);
    expect((await end()).code).toBe(0);
  });

  test('takes nothing by the catalog of another build that was put in its place', async () => {
    const own = await fingerprint(ownRoot);
    const { deliver, end } = await copiedServer(project, (pack) => {
      const [sourceSize, compiledSize] = [pack.readUInt32LE(0), pack.readUInt32LE(4)];
      const whole = brotliDecompressSync(pack.subarray(headSize)).toString('latin1');
      const source = whole.slice(0, sourceSize).replace(own, 'another');
      return packed({ source, text: whole.slice(sourceSize + compiledSize) }, 'small');
    });
    const problem = { code: 'catalog-invalid', retryable: true };
    expect(await deliver(sampleOf('customer.created'))).toMatchObject([500, problem]);
    expect((await end()).logged).toContain('"error":{"name":"AnotherBuildIsHereNow"');
  });

  test('says what it lacks where its catalog came only in part, in its health too, until that is mended', async () => {
    const cut = await copiedServer(project, (pack) => pack.subarray(0, pack.length / 2));
    const detail = expect.stringContaining('cannot be read (Z_BUF_ERROR): deploy all of it again');
    const problem = { code: 'catalog-invalid', detail, retryable: true };
    await expect.poll(cut.health).toMatchObject([500, problem]);
    expect(await cut.deliver(sampleOf('customer.created'))).toMatchObject([500, problem]);
    await cut.mend();
    expect(await cut.health()).toMatchObject([200, { status: 'ok' }]);
    expect(await cut.deliver(sampleOf('customer.created'))).toEqual([200, sent]);
    expect((await cut.end()).logged).toContain('"message":"unexpected end of file"');
  });

  test('loads what deliveries need where nobody asks anything', async () => {
    const { remove, deliver, end } = await copiedServer(project);
    await setTimeout(2_000);
    await remove();
    expect(await deliver(sampleOf('customer.created'))).toEqual([200, sent]);
    expect((await end()).code).toBe(0);
  });

  test.each([
    ['https://127.0.0.1', true],
    ['http://127.0.0.1', false],
  ])('where it sends to %s, it has loaded HTTPS for that: %s', async (host, isLoaded) => {
    const program = `
      require(${JSON.stringify(join(folder, 'server.cjs'))}); process.stderr.emit('error', new Error('no room: it goes on'));
      const isLoaded = (name) => process.moduleLoadList.includes('NativeModule ' + name);
      setInterval(() => isLoaded('crypto') && setTimeout(() => {
        process.stdout.write(String(isLoaded('https')));
        process.exit();
      }, 500), 50);`;
    const said = await outputOf(['--eval', program], { SEGMENT_HOST: host, PORT: '0' });
    expect(said).toBe(String(isLoaded));
  });

  test('practises while nobody asks anything, and sends and logs nothing of it', async () => {
    const before = receiver.requests().length;
    const once = ['POST /api/webhook', 'POST /v1/batch'];
    expect(new Set(await printedBy(project))).toEqual(new Set(once));
    expect(receiver.requests().length).toBe(before);
  });

  test('practises no longer when somebody asks for something', async () => {
    const lines = await printedBy(project, { asking: true });
    expect(lines).toContain('GET /api/health');
    expect(lines.filter((line) => line === 'POST /v1/batch').length).toBeLessThan(14);
  });

  test('does not practise when a delivery has come', async () => {
    const lines = await printedBy(project, { posts: [sampleOf('customer.created')] });
    expect(lines.filter((line) => !line.startsWith('{'))).toEqual(['POST /api/webhook']);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ outcome: 'sent' });
  });

  test('says what it cannot work with, and ends with 2', async () => {
    const { said, stop } = await startBuilt({ PORT: 'web', SEGMENT_TIMEOUT_MS: 'soon' });
    expect(said).toMatch(/^PORT must be .*; SEGMENT_TIMEOUT_MS must be .*\n$/);
    expect((await stop()).code).toBe(2);
  });

  test('says what it does without a write key, that anyone may post, and what nobody reads', async () => {
    const { said, stop } = await startBuilt({ WEBHOOK_SECRETS: 'any' });
    expect(said).toMatch(
      /^WEBHOOK_SECRETS: nobody reads a variable of this name; did you mean WEBHOOK_SECRET\?\nSEGMENT_WRITE_KEY is not set: .*\nanyone who knows the URL may post: .*\nlistening on http:.*\n$/,
    );
    expect((await stop()).code).toBe(0);
  });

  test('says at its start that dead letters cannot be kept', async () => {
    const file = join(folder, 'nowhere', 'letters.ndjson');
    const { said, stop } = await startBuilt({ SEGMENT_WRITE_KEY: 'any', DEAD_LETTER_FILE: file });
    expect(said).toContain(
      '\nDEAD_LETTER_FILE cannot be written (ENOENT): until it can, what fails for good is not kept and comes again\nlistening on ',
    );
    expect((await stop()).code).toBe(0);
  });
});

describe('a built program', () => {
  test('takes deliveries, and is healthy', async () => {
    expect(await answerTo(sampleOf('customer.created'))).toEqual(sent);
    expect(await health()).toMatchObject({ status: 'ok' });
  });

  test('is compiled anew where another V8, or one with other settings, runs it', async () => {
    expect(await answerTo(sampleOf('customer.created'), '--no-lazy-feedback-allocation')).toEqual(sent);
  });

  test.each(['program.pack', 'catalog.pack', 'segment.pack'])(
    'holds what this V8 kept of compiling it: %s',
    async (name) => {
      const pack = await readFile(new URL(name, built));
      const [sourceSize, compiledSize] = [pack.readUInt32LE(0), pack.readUInt32LE(4)];
      const undo = name === 'program.pack' ? inflateRawSync : brotliDecompressSync;
      const whole = undo(pack.subarray(headSize));
      const source = whole.toString('latin1', 0, sourceSize);
      const cachedData = whole.subarray(sourceSize, sourceSize + compiledSize);
      expect(new Script(source, { cachedData }).cachedDataRejected).toBe(false);
    },
  );

  test('measures calls in bytes, which Segment’s client does not', async () => {
    const pack = await readFile(join(folder, 'segment.pack'));
    const source = brotliDecompressSync(pack.subarray(headSize)).toString('latin1', 0, pack.readUInt32LE(0));
    expect(source).toMatch(
      /calculateSize\(\w+\)\{return Buffer\.byteLength\(JSON\.stringify\(\w+\.event\)\)\}/,
    );
  });

  test.each([
    [[], [false, false, false]],
    [
      ['--expose-gc', '--max_old_space_size=512', '--max-semi-space-size=16'],
      [false, false, false],
    ],
    [['--stack-size=900'], [true, true, true]],
  ])('begun with the flags %j, has its packs compiled anew: %j', async (flags, expected) => {
    const program = `
      const vm = process.getBuiltinModule('node:vm');
      const isRejected = [];
      vm.Script = class extends vm.Script {
        constructor(...given) {
          super(...given);
          isRejected.push(this.cachedDataRejected);
        }
      };
      const { handle } = await import(${JSON.stringify(new URL('webhook.mjs', built).href)});
      const body = process.env.BODY;
      await handle(new Request('http://localhost/api/webhook', { method: 'POST', body }));
      process.stdout.write('\\n' + JSON.stringify(isRejected));`;
    const body = { BODY: sampleOf('customer.created') };
    const output = await outputOf([...flags, '--input-type=module', '--eval', program], body);
    expect(JSON.parse(output.split('\n').at(-1) ?? '')).toEqual(expected);
  });

  test('begins without what takes Node long to load', async () => {
    const program = `
      import 'node:http';
      const before = new Set(process.moduleLoadList);
      await import('./webhook.mjs');
      process.stdout.write(process.moduleLoadList.filter((name) => !before.has(name)).join('\\n'));`;
    await writeFile(new URL('loads.mjs', built), program);
    const loaded = (await outputOf([join(folder, 'loads.mjs')])).split('\n');
    expect(loaded).toContain('NativeModule vm');
    for (const name of ['crypto', 'https', 'perf_hooks', 'timers/promises', 'internal/deps/undici/undici'])
      expect(loaded).not.toContain(`NativeModule ${name}`);
  });

  test('needs no pack before it is needed', async () => {
    for (const name of ['lookup.pack', 'tokens.pack', 'jsonata.pack'])
      await writeFile(new URL(name, built), '');
    expect(await answerTo(sampleOf('customer.created'))).toEqual(sent);
    for (const name of ['catalog.pack', 'segment.pack']) await writeFile(new URL(name, built), '');
    const { delivery } = cases.find(({ name }) => name === 'test-notification') ?? {};
    expect(await answerTo(delivery?.text ?? '')).toMatchObject({ status: 'skipped' });
  });

  test('answers a failure that another delivery may be spared where a pack cannot be read, and its health tells that', async () => {
    await writeFile(new URL('catalog.pack', built), '');
    expect(await answerTo(sampleOf('customer.created'))).toMatchObject({ code: 'catalog-invalid' });
    expect(await health()).toMatchObject({ status: 500, code: 'catalog-invalid' });
  });
});

test('a build whose program cannot be tried fails, and does not wait for ever', async () => {
  const servers = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
  const before = servers();
  const broken = { source: '(function(){throw new Error("broken")})', text: '' };
  const trial = { packs: new Map([['program.pack', broken]]), folder: `${folder}/`, bodies: [] };
  await expect(compiledAhead(trial)).rejects.toThrow('broken');
  await expect.poll(servers).toBe(before);
});
