import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { toolsAt } from '../../src/cli/playground.ts';
import { playground } from '../../src/playground/playground.ts';
import { mapper } from '../cli/workspace.ts';
import { launch, watched } from './browser.ts';

/** A copy of what analysts edit, with a mapping of the tests' own in the place of the one that is worked on. */
export async function copyOfProject(): Promise<string> {
  const root = await emptyProject();
  for (const folder of ['mappings', 'test/mappings'])
    await cp(folder, join(root, folder), { recursive: true });
  await cp('test/own-mappings/customer.created.yaml', join(root, 'mappings/customer.created.yaml'));
  await mapper(['test', 'customer.created', '--update', '--root', root]);
  return root;
}

/** A project in which nobody has written a mapping. */
export async function emptyProject(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'day-'));
  onTestFinished(() => rm(root, { recursive: true }));
  await mkdir(join(root, 'mappings'));
  await symlink(resolve('schemas'), join(root, 'schemas'));
  await symlink(resolve('node_modules'), join(root, 'node_modules'));
  await writeFile(join(root, 'package.json'), '{}');
  return root;
}

/** The playground in a browser, and what must not happen there as it happens. */
export async function openedPage(root: string, browser: string) {
  const url = pathToFileURL(`${root}/`);
  const running = await playground({ root: url, tools: toolsAt(url), port: 0 });
  onTestFinished(() => running.close());
  const driven = await launch(browser);
  onTestFinished(() => driven.close());
  const page = await driven.newPage({ viewport: { width: 1280, height: 720 }, colorScheme: 'light' });
  page.setDefaultTimeout(40_000);
  const wrong = watched(page, new URL(running.url).origin);
  await page.goto(running.url);
  return { page, wrong, catchUrl: running.catchUrl };
}
