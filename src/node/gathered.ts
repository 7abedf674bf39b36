/**
 * Takes lines and writes those of one turn of the event loop in one go: to write each by itself costs a busy server as
 * much time as mapping its delivery. What waits when the process ends is written then.
 */
export function gathered(output: () => Pick<NodeJS.WriteStream, 'write'>): (line: string) => void {
  let waiting = '';
  const write = () => {
    if (waiting === '') return;
    const lines = waiting;
    waiting = '';
    output().write(lines);
  };
  process.on('exit', write);
  return (line) => {
    if (waiting === '') setImmediate(write);
    waiting += `${line}\n`;
  };
}
