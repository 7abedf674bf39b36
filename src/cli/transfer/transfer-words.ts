import type { Stop } from '../../backfill/piece.ts';
import type { Tally } from '../../backfill/tally.ts';

/** What a run came to, as it is told. */
export interface Summary {
  readonly tally: Tally;
  readonly stop?: Stop | undefined;
  readonly isDry: boolean;
  /** Where the dead letters are. */
  readonly deadLetters: string;
}

/** For a person: the sum, the reasons, and what to do. */
export function summaryWords({ tally, stop, isDry, deadLetters }: Summary): string {
  const { read, sent, skipped, failed, calls, requests } = tally;
  const would = isDry ? 'would be ' : '';
  return [
    `${count(read)} read = ${count(sent)} ${would}sent + ${count(skipped)} skipped + ${count(failed)} ${isDry ? 'would fail' : 'failed'}`,
    `calls: ${count(calls)}, in requests to Segment: ${count(requests)}${isDry ? `. ${billing}` : ''}`,
    ...Object.entries(tally.reasons).map(([reason, times]) => `  skipped ${count(times)}: ${reason}`),
    ...Object.entries(tally.inPart).map(([reason, times]) => `  sent in part ${count(times)}: ${reason}`),
    ...Object.entries(tally.codes).flatMap(([code, times]) => [
      `  failed  ${count(times)}: ${code}`,
      ...Object.entries(tally.causes[code] ?? {}).map(([cause, often]) => `    ${count(often)}: ${cause}`),
    ]),
    ...(failed > 0 && !isDry
      ? [`What failed is in ${deadLetters}: "mapper replay" takes it from there, once it is mended.`]
      : []),
    ...(stop === undefined ? [] : [`Not all is done: ${stop.detail}.`]),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** https://segment.com/docs/guides/usage-and-billing/mtus-and-throughput/ */
const billing =
  'Segment bills by the users that calls name in a month, and by calls beyond what the plan has for each user';

/** For a program: one line. */
export function summaryLine({ tally, stop, isDry }: Summary): string {
  const { reasons, inPart, codes, causes, ...counts } = tally;
  const ending = stop === undefined ? 'done' : stop.reason;
  const line = {
    msg: 'summary',
    ending,
    ...(isDry && { dryRun: true }),
    ...counts,
    reasons,
    inPart,
    codes,
    causes,
  };
  return `${JSON.stringify({ ...line, ...(stop && { detail: stop.detail }) })}\n`;
}

export interface Progress {
  readonly tally: Tally;
  readonly total?: number | undefined;
  readonly elapsedMs: number;
}

/** For a person: a bar in one line, with rate and time left. */
export function progressBar({ tally, total, elapsedMs }: Progress): string {
  const { perSecond, secondsLeft } = speed({ tally, total, elapsedMs });
  const rate = `${count(perSecond)}/s`;
  if (total === undefined || secondsLeft === undefined) return `${count(tally.read)} read, ${rate}`;
  const share = total === 0 ? 1 : Math.min(1, tally.read / total);
  const bar = '#'.repeat(Math.round(share * width)).padEnd(width, '.');
  return `[${bar}] ${Math.floor(share * 100)} %  ${count(tally.read)} of ${count(total)}, ${rate}, ${duration(secondsLeft)} left`;
}

/** For a program: the same as one line. */
export function progressLine(progress: Progress): string {
  const { read, sent, skipped, failed } = progress.tally;
  const { perSecond, secondsLeft } = speed(progress);
  const { total } = progress;
  return `${JSON.stringify({ msg: 'progress', read, sent, skipped, failed, total, perSecond, secondsLeft })}\n`;
}

const width = 30;

function speed({ tally, total, elapsedMs }: Progress) {
  const perSecond = Math.round(tally.read / Math.max(0.001, elapsedMs / 1_000));
  const left = total === undefined || perSecond === 0 ? undefined : Math.max(0, total - tally.read);
  return { perSecond, secondsLeft: left === undefined ? undefined : Math.ceil(left / perSecond) };
}

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function count(number: number): string {
  return number.toLocaleString('en-GB');
}
