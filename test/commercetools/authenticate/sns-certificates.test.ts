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

  it('are fetched four at a time, the next ones wait for their turn', async () => {
    const { answer, waiting } = gate();
    const { find, asked } = await store(answer);
    const all = [1, 2, 3, 4, 4, 5, 6, 5].map((index) => find(address(index), never()));
    await expect.poll(() => waiting.length).toBe(4);
    expect(asked).toHaveLength(4);
    waiting[0]?.();
    await expect.poll(() => waiting.length).toBe(5);
    for (let index = 1; index < 6; index++) {
      await expect.poll(() => waiting.length).toBeGreaterThan(index);
      expect(asked.length).toBeLessThanOrEqual(index + 4);
      waiting[index]?.();
    }
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual(Array(8).fill('done'));
    expect(asked).toEqual([1, 2, 3, 4, 5, 6].map(address));
  });

  it('that are there wait for no turn', async () => {
    const { answer } = gate();
    const { find, answers } = await store(answer);
    answers[address(0)] = certificates.ours;
    await find(address(0), never());
    for (const index of [1, 2, 3, 4]) void find(address(index), never());
    const first = await Promise.race([find(address(0), never()), new Promise(setImmediate)]);
    expect(first).toMatchObject({ status: 'done' });
  });

  it('that are on their way wait for no turn, and are not there for both', async () => {
    const { find, asked, answers } = await store(gate().answer);
    const failing: (() => void)[] = [];
    answers[address(4)] = (response) => {
      failing.push(() => response.writeHead(503).end());
    };
    const [, , , first, second] = [1, 2, 3, 4, 4].map((index) => find(address(index), never()));
    await expect.poll(() => failing.length).toBe(1);
    failing[0]?.();
    expect(await first).toEqual({ status: 'unavailable', cause: '503' });
    expect(await second).toEqual({ status: 'unavailable', cause: '503' });
    expect(asked).toHaveLength(4);
  });

  it('are kept, however many that do not exist are asked for', async () => {
    const { find, asked } = await store(certificates.ours);
    await find(address(0), never());
    for (let index = 0; index < 20; index++) await find(address(1_000 + index), never());
    await find(address(0), never());
    expect(asked).toHaveLength(21);
  });

  it('whose turn does not come before the signal are not fetched', async () => {
    const { answer } = gate();
    const { find, asked } = await store(answer);
    for (const index of [1, 2, 3, 4]) void find(address(index), never());
    const stop = new AbortController();
    const fifth = find(address(5), stop.signal);
    stop.abort();
    expect(await fifth).toEqual({ status: 'unavailable', cause: 'timeout' });
    expect(asked).toHaveLength(4);
  });

  it('are had in time, whatever else a stranger asks for', async () => {
    const { find, asked } = await store(certificates.ours);
    const nowhere = (index: number) => find(address(1_000 + index), AbortSignal.timeout(4_000));
    const forged = Array.from({ length: 100 }, (_, index) => nowhere(index));
    expect(await find(address(1), AbortSignal.timeout(4_000))).toMatchObject({ status: 'done' });
    expect(new Set((await Promise.all(forged)).map(({ status }) => status))).toEqual(new Set(['refused']));
    expect(asked).toHaveLength(101);
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
