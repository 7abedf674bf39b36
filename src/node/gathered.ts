import { networkCause } from '../report/network-cause.ts';

/** Where lines go. */
interface Output {
  readonly write: (text: string, done: (error?: Error | null) => void) => unknown;
  readonly on: (event: 'error', act: () => void) => unknown;
}

/**
 * Takes lines and writes those of one turn of the event loop in one go: to write each by itself costs a busy server as
 * much time as mapping its delivery. What waits when the process ends is written then. Where they cannot be written, since the
 * disk is full or whoever read them has gone, they are lost, and that is said `aside`; the process goes on, and tries again.
 */
export function gathered(
  output: () => Output,
  aside: () => Output = () => process.stderr,
): (line: string) => void {
  const [written, told] = [outlived(output), outlived(aside)];
  let waiting = '';
  let isLost = false;
  const done = (error?: Error | null) => {
    if (error && !isLost)
      told().write(
        `the log cannot be written (${networkCause(error)}); what it would say is lost\n`,
        ignored,
      );
    isLost = Boolean(error);
  };
  const write = () => {
    if (waiting === '') return;
    const lines = waiting;
    waiting = '';
    written().write(lines, done);
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
