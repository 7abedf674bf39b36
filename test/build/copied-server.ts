import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Built } from './built-project.ts';

/**
 * A server of a copy of what was built, whose catalog may be changed in it: what it answers, as status and body, and what it had
 * logged in the end.
 */
export async function copiedServer(
  { folder, startBuilt }: Built,
  change: (catalog: Buffer) => Uint8Array = (catalog) => catalog,
) {
  const copy = await mkdtemp(join(tmpdir(), 'program-'));
  await cp(folder, copy, { recursive: true });
  const path = join(copy, 'catalog.pack');
  const whole = await readFile(path);
  await writeFile(path, change(whole));
  const { url, stop } = await startBuilt({ SEGMENT_WRITE_KEY: 'write-key-of-the-test' }, copy);
  const answered = async (answer: Response) => [answer.status, (await answer.json()) as unknown];
  return {
    health: async () => answered(await fetch(new URL('/api/health', url))),
    deliver: async (body: string) => answered(await fetch(url, { method: 'POST', body })),
    mend: () => writeFile(path, whole),
    remove: () => rm(copy, { recursive: true }),
    end: async () => {
      const { code, logged } = await stop();
      await rm(copy, { recursive: true, force: true });
      return { code, logged };
    },
  };
}
