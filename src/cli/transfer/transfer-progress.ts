import type { Tally } from '../../backfill/tally.ts';
import { progressBar, progressLine } from './transfer-words.ts';

export interface Drawing {
  /** Takes what is drawn; stderr, since stdout has the summary. */
  readonly draw: (text: string) => void;
  readonly isTerminal: boolean;
  /** In milliseconds. */
  readonly now?: () => number;
}

export interface TransferProgress {
  readonly onTotal: (total: number) => void;
  readonly onProgress: (tally: Tally) => void;
  /** Leaves the line to what is written next. */
  readonly end: () => void;
}

/** Between two lines for a program, and two pictures of the bar. */
const intervalMs = { line: 5_000, bar: 100 };

/** Shows how a run goes, from now on: a bar in one line on a terminal, lines of JSON elsewhere. */
export function transferProgress({
  draw,
  isTerminal,
  now = () => performance.now(),
}: Drawing): TransferProgress {
  const begun = now();
  const interval = isTerminal ? intervalMs.bar : intervalMs.line;
  let shownAt = begun;
  let total: number | undefined;
  return {
    onTotal: (found) => {
      total = found;
    },
    onProgress: (tally) => {
      const time = now();
      if (time - shownAt < interval) return;
      shownAt = time;
      const progress = { tally, total, elapsedMs: time - begun };
      draw(isTerminal ? `${lineAnew}${progressBar(progress)}` : progressLine(progress));
    },
    end: () => {
      if (isTerminal) draw(lineAnew);
    },
  };
}

/** To the beginning of the line, and nothing in it: https://en.wikipedia.org/wiki/ANSI_escape_code */
const lineAnew = '\r\u001b[K';
