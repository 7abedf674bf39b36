import { describe, expect, it } from 'vitest';
import { certificatesOver } from '../../../src/commercetools/authenticate/sns-certificates.ts';
import { type Answer, farEnd, status } from './far-end.ts';
import { certificates, origin } from './sns.ts';

const address = (index: number) => `${origin}SimpleNotificationService-${index}.pem`;
const never = () => new AbortController().signal;

async function store(answer: Answer) {
  const far = await farEnd(
    Object.fromEntries(Array.from({ length: 30 }, (_, index) => [address(index), answer])),
  );
  return { ...far, find: certificatesOver(far.fetch) };
}

/** Answers only when it is let. */
function gate() {
  const waiting: (() => void)[] = [];
  const answer: Answer = (response) => {
    waiting.push(() => response.end(certificates.ours));
  };
  return { answer, waiting };
}

describe('certificates', () => {
  it('are fetched once for many at the same time, and kept', async () => {
    const { find, asked } = await store(certificates.ours);
    const found = await Promise.all(Array.from({ length: 50 }, () => find(address(1), never())));
    expect(found.every(({ status }) => status === 'done')).toBe(true);
    expect(await find(address(1), AbortSignal.abort())).toMatchObject({ status: 'done' });
    expect(asked).toEqual([address(1)]);
  });

  it('that failed are asked for again', async () => {
    const { find, asked, answers } = await store(status(503));
    expect(await find(address(1), never())).toEqual({ status: 'unavailable', cause: '503' });
    answers[address(1)] = 'garbage';
    expect(await find(address(1), never())).toEqual({ status: 'refused', reason: 'no-certificate' });
    answers[address(1)] = certificates.ours;
    expect(await find(address(1), never())).toMatchObject({ status: 'done' });
    expect(asked).toHaveLength(3);
  });

  it('are fetched four at a time, the next one is put off', async () => {
    const { answer, waiting } = gate();
    const { find, asked } = await store(answer);
    const four = [1, 2, 3, 4].map((index) => find(address(index), never()));
    const shared = find(address(4), never());
    expect(await find(address(5), never())).toEqual({ status: 'unavailable', cause: 'busy' });
    expect(asked).toHaveLength(4);
    await expect.poll(() => waiting.length).toBe(4);
    for (const release of waiting) release();
    expect((await Promise.all([...four, shared])).map(({ status }) => status)).toEqual(Array(5).fill('done'));
    const next = find(address(5), never());
    await expect.poll(() => waiting.length).toBe(5);
    waiting[4]?.();
    expect(await next).toMatchObject({ status: 'done' });
  });

  it('are kept up to twenty, those used last', async () => {
    const { find, asked } = await store(certificates.ours);
    for (let index = 0; index < 20; index++) await find(address(index), never());
    await find(address(0), never());
    expect(asked).toHaveLength(20);
    await find(address(20), never());
    await find(address(0), never());
    expect(asked).toHaveLength(21);
    await find(address(1), never());
    expect(asked).toHaveLength(22);
  });

  it('are not waited for beyond the signal, and still come for the next', async () => {
    const { answer, waiting } = gate();
    const { find, asked } = await store(answer);
    const stop = new AbortController();
    const first = find(address(1), stop.signal);
    const second = find(address(1), never());
    await expect.poll(() => waiting.length).toBe(1);
    stop.abort();
    expect(await first).toEqual({ status: 'unavailable', cause: 'timeout' });
    waiting[0]?.();
    expect(await second).toMatchObject({ status: 'done' });
    expect(await find(address(2), AbortSignal.abort())).toEqual({ status: 'unavailable', cause: 'timeout' });
    expect(asked).toHaveLength(1);
  });
});
