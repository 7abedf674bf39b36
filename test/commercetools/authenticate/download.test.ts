import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { download, type Fetch } from '../../../src/commercetools/authenticate/download.ts';
import { type Answer, farEnd, silence, status } from './far-end.ts';

const address = 'https://far.example.com/thing';

/** Endless, as fast as it is read. */
const endless: Answer = (response) => {
  const more = () => {
    while (!response.destroyed && response.write(Buffer.alloc(16_384)));
  };
  response.on('drain', more);
  more();
};

describe('a download', () => {
  it.each<[string, Answer, object]>([
    ['of the right size', 'content', { status: 'done', bytes: Buffer.from('content') }],
    ['of nothing', '', { status: 'done', bytes: Buffer.alloc(0) }],
    ['of 64 KB', Buffer.alloc(65_536), { status: 'done', bytes: Buffer.alloc(65_536) }],
    ['of more than 64 KB', Buffer.alloc(65_537), { status: 'refused', cause: 'too-large' }],
    ['of 1 MB', Buffer.alloc(1_000_000), { status: 'refused', cause: 'too-large' }],
    ['without an end', endless, { status: 'refused', cause: 'too-large' }],
    [
      'that is elsewhere',
      status(302, { location: 'https://evil.example.com/' }),
      { status: 'refused', cause: '302' },
    ],
    ['that is elsewhere for ever', status(308, { location: '/' }), { status: 'refused', cause: '308' }],
    ['of no content', status(204), { status: 'refused', cause: '204' }],
    ['of nothing there', status(404), { status: 'refused', cause: '404' }],
    ['of what is not ours', status(403), { status: 'refused', cause: '403' }],
    ['too often', status(429), { status: 'unavailable', cause: '429' }],
    ['from one that is down', status(503), { status: 'unavailable', cause: '503' }],
    [
      'from one that hangs up',
      (response) => response.destroy(),
      { status: 'unavailable', cause: 'UND_ERR_SOCKET' },
    ],
    ['from one that never answers', silence, { status: 'unavailable', cause: 'timeout' }],
    [
      'that never ends',
      (response) => response.write('beginning'),
      { status: 'unavailable', cause: 'timeout' },
    ],
  ])('%s', async (_name, answer, expected) => {
    const { fetch, asked } = await farEnd({ [address]: answer });
    expect(await download(address, fetch)).toEqual(expected);
    expect(asked).toEqual([address]);
  });

  it.each([
    ['http', 'http://far.example.com/thing'],
    ['no URL', 'far.example.com'],
    ['a file', 'file:///etc/hosts'],
    ['data', 'data:,x'],
    ['credentials', 'https://user:password@far.example.com/thing'],
    ['a user', 'https://sns.amazonaws.com@far.example.com/thing'],
    ['upper case', 'HTTPS://far.example.com/thing'],
  ])('by %s asks nobody', async (_name, wrong) => {
    const { fetch, asked } = await farEnd();
    expect(await download(wrong, fetch)).toEqual({ status: 'refused', cause: 'not-https' });
    expect(asked).toEqual([]);
  });

  it('that comes too late asks nobody', async () => {
    const { fetch, asked } = await farEnd({ [address]: 'content' });
    expect(await download(address, fetch, AbortSignal.abort())).toEqual({
      status: 'unavailable',
      cause: 'timeout',
    });
    expect(asked).toEqual([]);
  });

  it('ends with the signal', async () => {
    const stop = new AbortController();
    const { fetch } = await farEnd({ [address]: silence });
    let isLetGo: boolean | undefined;
    const ask: Fetch = (asked, init) => {
      const answer = fetch(asked, init);
      stop.abort();
      isLetGo = init.signal?.aborted;
      return answer;
    };
    expect(await download(address, ask, stop.signal)).toEqual({ status: 'unavailable', cause: 'timeout' });
    expect(isLetGo).toBe(true);
  });

  it('that is refused lets the far end go', async () => {
    let isGone = false;
    const { fetch } = await farEnd({
      [address]: (response) => {
        response.on('close', () => {
          isGone = true;
        });
        response.writeHead(404).write('more to come');
      },
    });
    expect(await download(address, fetch)).toEqual({ status: 'refused', cause: '404' });
    while (!isGone) await wait(5);
  });

  it('from nowhere tells the code of the network, no name', async () => {
    const nowhere = () =>
      Promise.reject(
        new TypeError('far.example.com', { cause: Object.assign(new Error(), { code: 'ENOTFOUND' }) }),
      );
    expect(await download(address, nowhere)).toEqual({ status: 'unavailable', cause: 'ENOTFOUND' });
  });
});
