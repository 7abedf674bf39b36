/** Lines of JSON with the time at which each was written: those of a process whose output nobody else gives one. */
export function timed(log: (line: string) => void): (line: string) => void {
  return (line) => log(line.replace('{', `{"time":"${new Date().toISOString()}",`));
}
