import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { linkSchemas } from '../linked-schemas.ts';

/** Copies some of this project's mappings with their cases, and all that they share; gives the folder, which is gone when the test ends. */
export async function projectCopy(isWanted: (mapping: string) => boolean): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'mapper-'));
  onTestFinished(() => rm(root, { recursive: true }));
  linkSchemas(root);
  for (const folder of ['mappings/shared', 'mappings/tables'])
    await cp(folder, join(root, folder), { recursive: true });
  const names = (await readdir('mappings')).filter((file) => file.endsWith('.yaml'));
  for (const name of names.map((file) => file.replace(/\.yaml$/, '')).filter(isWanted))
    for (const path of [`mappings/${name}.yaml`, `test/mappings/${name}`])
      await cp(path, join(root, path), { recursive: true });
  return root;
}
