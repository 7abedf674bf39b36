import { readAuthored } from '../node/authored-files.ts';
import type { News, NewsQuestion } from './contract.ts';
import type { Workbench } from './workbench.ts';

/** What has changed outside the page: the file that is open, the project's files, the deliveries caught. */
export async function news(
  { root, refresh, caught, catchUrl }: Workbench,
  { path }: NewsQuestion,
): Promise<News> {
  const [file, { stamp }] = await Promise.all([readAuthored(root, path), refresh()]);
  const hash = file === undefined ? {} : { hash: file.hash };
  return { project: stamp, caught: caught.list(), catchUrl: catchUrl(), ...hash };
}
