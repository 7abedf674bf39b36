import { readFile } from 'node:fs/promises';
import type { CatalogSources } from '../src/mapping/catalog.ts';
import { readProjectFiles } from '../src/node/project-files.ts';

/** The project with people going by their e-mail address, whatever they go by: who changes that line changes no test. */
export async function byEmail(): Promise<CatalogSources> {
  const { shared, ...others } = await readProjectFiles();
  if (shared === undefined) return others;
  const files = shared.files.map(({ path, text }) => ({
    path,
    text: path.endsWith('/identity.yaml')
      ? text.replace(/^ {2}userId:.*$/m, '  userId: $present($lowercase($trim($email)))')
      : text,
  }));
  return { ...others, shared: { ...shared, files } };
}

const own = [
  'mappings/customer.created.yaml',
  'mappings/customer.deleted.yaml',
  'mappings/customer.erased-by-email.yaml',
  'mappings/customer.erased.yaml',
  'mappings/order.completed.yaml',
];

/**
 * The same, with mappings of the tests' own for customers that are new or deleted and for new orders, and no others
 * for these: what becomes of a delivery is then the same for tests, whatever the project makes of it.
 */
export async function ownMappings(): Promise<CatalogSources> {
  const { mappings, ...others } = await byEmail();
  const texts = own.map(async (path) => ({
    path,
    text: await readFile(path.replace('mappings/', 'test/own-mappings/'), 'utf8'),
  }));
  const kept = mappings.filter(({ path, text }) => !own.includes(path) && !isForTheSame(text));
  return { ...others, mappings: [...(await Promise.all(texts)), ...kept] };
}

function isForTheSame(text: string): boolean {
  const [types = ''] = /^on:.*(?:\n *- .*)*/m.exec(text) ?? [];
  return /\b(?:CustomerCreated|CustomerDeleted|ResourceDeleted|OrderCreated\w*)\b/.test(types);
}
