import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { jsonTrouble } from '../../src/report/json-trouble.ts';
import { post, send } from './harness.ts';

afterEach(() => {
  vi.useRealTimers();
});

function streamOf(start: (controller: ReadableStreamDefaultController<Uint8Array>) => void): Request {
  return post(new ReadableStream<Uint8Array>({ start }));
}

describe('bodies', () => {
  test('a sender that stops sending is answered in time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const stuck = streamOf((controller) => controller.enqueue(new TextEncoder().encode('{"a"')));
    const sending = send(stuck, { settings: { timeoutMs: 300 } });
    while (vi.getTimerCount() === 0) await new Promise(setImmediate);
    await vi.advanceTimersByTimeAsync(300);
    const { status, body, headers } = await sending;
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'body-incomplete', retryable: true });
    expect(headers.get('connection')).toBe('close');
  });

  test('a body that is there when a burst has used up its time is not looked at', async () => {
    const late = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        // Others have their turn.
        for (const from = performance.now(); performance.now() < from + 150; );
        controller.enqueue(new TextEncoder().encode('no JSON'));
        controller.close();
      },
    });
    const { status, body } = await send(post(late), { settings: { timeoutMs: 100 } });
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'out-of-time', retryable: true });
  });

  test('a body that breaks off', async () => {
    const broken = streamOf((controller) => controller.error(new Error('zoe@example.org')));
    const { status, body, text, lines } = await send(broken);
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'body-incomplete', retryable: true });
    expect(text + lines.join()).not.toContain('zoe');
  });

  test('a large body without a length is not read to its end', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(1_000_000));
      },
    });
    const { status, headers } = await send(post(endless));
    expect([status, headers.get('connection')]).toEqual([413, 'close']);
    expect(pulled).toBeLessThan(8);
  });

  test('a byte order mark is no part of the text', async () => {
    const { body } = await send(post(new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d])));
    expect(body).toMatchObject({ code: 'not-a-delivery' });
  });

  test('a length that is too large is believed', async () => {
    const saying = async (length: string) => {
      const headers = { 'content-length': length };
      return send(new Request('http://localhost/', { method: 'POST', body: '{}', headers }));
    };
    expect((await saying('4500001')).status).toBe(413);
    expect((await saying('4500000')).status).toBe(400);
  });

  test('characters that are spread over chunks', async () => {
    const bytes = new TextEncoder().encode('{"notificationType":"€"}');
    const split = streamOf((controller) => {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    });
    expect((await send(split)).body).toMatchObject({ code: 'not-a-delivery' });
  });
});

describe('compressed bodies', () => {
  const compressed = (body: Uint8Array, encoding: string) =>
    new Request('http://localhost/', {
      method: 'POST',
      body: Uint8Array.from(body),
      headers: { 'content-encoding': encoding },
    });
  const text = JSON.stringify({ hello: 'world' });

  test.each([
    ['gzip', gzipSync(text)],
    ['GZIP', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['br', brotliCompressSync(text)],
    ['identity', Buffer.from(text)],
  ])('%s is taken off', async (encoding, body) => {
    expect((await send(compressed(body, encoding))).body).toMatchObject({ code: 'not-a-delivery' });
  });

  test.each([
    ['gzip', gzipSync(Buffer.alloc(100_000_000))],
    ['br', brotliCompressSync(Buffer.alloc(20_000_000), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ])('%s of what is too large inside', async (encoding, body) => {
    expect(body.byteLength).toBeLessThan(200_000);
    expect((await send(compressed(body, encoding))).status).toBe(413);
  });

  test.each([
    ['gzip', Buffer.from(text)],
    ['gzip', gzipSync(text).subarray(0, 12)],
    ['zstd', Buffer.from(text)],
    ['gzip, gzip', gzipSync(gzipSync(text))],
    ['constructor', Buffer.from(text)],
  ])('%s that it is not', async (encoding, body) => {
    const { status, body: answer } = await send(compressed(body, encoding));
    expect([status, answer]).toMatchObject([400, { code: 'body-unreadable', retryable: false }]);
  });
});

describe('where a text stops being JSON', () => {
  test.each([
    ['{"email": zoe}', 'it goes wrong at line 1, column 11'],
    ['{\n  "a": 1,\n}', 'it goes wrong at line 3, column 1'],
    ['{\n  "a": 1,\n\n  x\n}', 'it goes wrong at line 4, column 3'],
    ["{'a': 1}", 'it goes wrong at line 1, column 2'],
    ['{"a": "x\ny"}', 'it goes wrong at line 1, column 9'],
    ['{"a": "\\q"}', 'it goes wrong at line 1, column 8'],
    ['{"a": 01}', 'it goes wrong at line 1, column 7'],
    ['[1 2]', 'it goes wrong at line 1, column 4'],
    ['[1}', 'it goes wrong at line 1, column 3'],
    ['{} {}', 'it goes wrong at line 1, column 4'],
    ['{"a": "x"", "b": 1}', 'it goes wrong at line 1, column 10'],
    ['{"a" "b\n"}', 'it goes wrong at line 1, column 6'],
    ['{"a": 1} nul', 'it goes wrong at line 1, column 10'],
    ['{"a":', 'it ends too early'],
    ['{"a": "zo', 'it ends too early'],
    ['[tru', 'it ends too early'],
    ['"\\u00', 'it ends too early'],
  ])('%j', async (text, expected) => {
    const { body } = await send(post(text));
    expect(body).toMatchObject({
      status: 400,
      code: 'not-json',
      detail: `the body is not JSON: ${expected}`,
    });
  });

  test.each([
    ['nested deeper than 100 levels', '['.repeat(101)],
    ['made of more than 110000 values', `{"notificationType":"Message","a":[${'{},'.repeat(110_000)}{}]}`],
    ['made of more than 300000 values', `[${'{},'.repeat(300_000)}{}]`],
  ])('a body that is %s is not parsed', async (excess, text) => {
    const { body } = await send(post(text));
    expect(body).toMatchObject({ status: 400, code: 'not-json', detail: `the body is ${excess}` });
  });

  test('finds nothing wrong with JSON', () => {
    fc.assert(fc.property(fc.json(), (text) => jsonTrouble(text) === text.length));
  });

  test('finds the end of JSON that was cut, and something wrong with JSON that was spoilt', () => {
    const object = fc.json().map((text) => `[${text}]`);
    fc.assert(
      fc.property(
        object,
        fc.nat(),
        (text, at) => jsonTrouble(text.slice(0, at % text.length)) === at % text.length,
      ),
    );
    fc.assert(fc.property(object, (text) => jsonTrouble(`${text}]`) === text.length));
  });

  // With time by the square of the length, each of them would take minutes, and the test would be stopped.
  test.each(['[', '1,', '{"a":', '"\\n",', ' '])('takes its time with nothing, such as with %j', (part) => {
    const text = `[${part.repeat(500_000)}`;
    expect(jsonTrouble(text)).toBe(text.length);
  });
});
