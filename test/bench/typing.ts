import { typingTimes } from './playground.ts';
import type { Measurement } from './result.ts';

/** The playground: from a key to the frame that shows its result, on the largest sample, in a browser. */
export const typing: Measurement = {
  name: 'playground',
  isLong: true,
  run: async () => {
    const times = await typingTimes();
    if (times === undefined)
      return [{ title: 'playground: no chromium is installed here', rows: [], targets: [] }];
    const value = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    return [
      {
        title: 'playground: from a key to the result that is drawn, on the largest sample',
        rows: [{ name: `the median of ${times.length} keys`, value, unit: 'ms' }],
        targets: [{ name: 'milliseconds', found: value, most: 100 }],
      },
    ];
  },
};
