import { networkCause } from '../report/network-cause.ts';

/** Where lines go. */
interface Output {
  readonly write: (text: string, done: (error?: Error | null) => void) => unknown;
  readonly on: (event: 'error', act: () => void) => unknown;
}

/** As many characters wait in memory for whoever reads the log, about 60,000 lines; not more, or one who stands still ends the process. */
const mostUnread = 32 * 1024 * 1024;

/**
 * Takes lines and writes those of one turn of the event loop in one go: to write each by itself costs a busy server as
 * much time as mapping its delivery. No longer, since a process that is killed would take along the lines of deliveries that
 * Segment has and nobody sends again. What waits when the process ends is written then. Where they cannot be written, since the
 * disk is full or whoever reads them has gone or stands still, they are lost, and that is said `aside`; the process goes on, and
 * tries again.
 */
export function gathered(
  output: () => Output,
  aside: () => Output = () => process.stderr,
): (line: string) => void {
  const [written, told] = [outlived(output), outlived(aside)];
  let waiting = '';
  let unread = 0;
  let isLost = false;
  const lose = (cause: string) => {
    if (!isLost) told().write(`the log cannot be written (${cause}); what it would say is lost\n`, ignored);
    isLost = true;
  };
  const write = () => {
    if (waiting === '') return;
    const lines = waiting;
    waiting = '';
    if (unread + lines.length > mostUnread) return lose('nobody reads it');
    unread += lines.length;
    written().write(lines, (error) => {
      unread -= lines.length;
      if (error) lose(networkCause(error));
      else isLost = false;
    });
  };
  process.on('exit', write);
  return (line) => {
    if (waiting === '') setImmediate(write);
    waiting += `${line}\n`;
  };
}

/** Opened when it is first needed. An error of its own, which would end the process, says no more than what is given to `done`. */
function outlived(output: () => Output): () => Output {
  let opened: Output | undefined;
  return () => {
    if (opened === undefined) {
      opened = output();
      opened.on('error', ignored);
    }
    return opened;
  };
}

function ignored(): void {
  // There is nowhere left to tell it.
}
