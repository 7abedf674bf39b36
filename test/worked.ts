/**
 * Milliseconds that this process works until what is given has run. What other processes take meanwhile is not counted, so that
 * a busy machine says the same.
 */
export async function workedMs(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
