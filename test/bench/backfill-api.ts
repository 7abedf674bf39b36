import { start } from './child.ts';
import { inRounds, ratio } from './measure.ts';
import type { Measurement } from './result.ts';

/** What the child says of one run. */
export interface BackfillRun {
  /** Resources in a second. */
  readonly perSecond: number;
  /** Milliseconds of the process's own time for one resource. */
  readonly cpuMs: number;
  /** The most that was in use at the end of a page. */
  readonly heapMb: number;
}

const few = 5_000;
const lots = 100_000;
const shortRuns = 4;

/**
 * A backfill in a process of its own, from generated customers: beside one that reads the same pages and posts the same
 * bytes without mapping anything; and a long one beside a short one, for what they have in memory.
 */
export const backfillApi: Measurement = {
  name: 'backfill-api',
  isLong: true,
  run: async () => {
    const one = (what: string, count: number, looked: 'looked-at' | 'alone') => async () => {
      const child = await start<BackfillRun>('backfill-run.ts', [what, String(count), looked]);
      await child.stop();
      return child.told;
    };
    const speed = (what: string) => async () => 1 / (await one(what, few, 'alone')()).perSecond;
    const { mapped, copied } = await inRounds({ mapped: speed('map'), copied: speed('copy') }, 3);
    // The most of a few looks is less than the most of many: short runs are looked at as often as the long one.
    const shorts = await inRounds(
      { memory: async () => (await one('map', few, 'looked-at')()).heapMb },
      shortRuns,
    );
    const short = { heapMb: Math.max(...shorts.memory.rounds) };
    const long = await one('map', lots, 'looked-at')();
    const [own, other] = [1 / mapped.value, 1 / copied.value];
    return [
      {
        title: `backfill of ${few} customers, and of ${lots}`,
        rows: [
          { name: 'reads, maps and sends', value: own, unit: '1/s', ratio: 1 / ratio(mapped, copied) },
          { name: 'reads and sends the same bytes', value: other, unit: '1/s', ratio: 1 },
          { name: `in memory, of ${few}`, value: short.heapMb, unit: 'MB', ratio: 1 },
          {
            name: `in memory, of ${lots}`,
            value: long.heapMb,
            unit: 'MB',
            ratio: long.heapMb / short.heapMb,
          },
        ],
        targets: [
          {
            name: 'memory of the long one, in multiples of the short one',
            found: long.heapMb / short.heapMb,
            most: 1.3,
          },
        ],
      },
    ];
  },
};
