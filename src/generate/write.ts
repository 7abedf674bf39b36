import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { schemaFiles } from './schema-files.ts';
import { readSdkTypes } from './sdk-types.ts';

/** `npm run schemas` writes the input schemas; with `--check` it writes nothing and fails where one is stale. */
const folder = 'schemas/commercetools';
const [option, ...others] = process.argv.slice(2);
if (others.length > 0 || (option !== undefined && option !== '--check')) {
  process.stderr.write('schemas: takes nothing but --check; nothing was written\n');
  process.exit(2);
}
const checkOnly = option === '--check';

const files = schemaFiles(readSdkTypes());
const committed = await Promise.all(files.map(({ name }) => readFile(pathOf(name), 'utf8').catch(() => '')));
const stale = files.filter(({ text }, index) => text !== committed[index]);
const left = (await readdir(pathOf(''))).filter((found) => files.every(({ name }) => name !== found));
if (!checkOnly) {
  await Promise.all(stale.map(({ name, text }) => writeFile(pathOf(name), text)));
  await Promise.all(left.map((name) => rm(pathOf(name))));
}

const verdict = checkOnly ? 'is stale: run "npm run schemas" and commit what it writes' : 'written';
const gone = checkOnly ? verdict : 'removed';
const lines = [
  ...stale.map(({ name }) => `${folder}/${name} ${verdict}`),
  ...left.map((name) => `${folder}/${name} ${gone}`),
];
process.stdout.write(`${lines.join('\n') || `${folder}: ${files.length} up to date`}\n`);
if (checkOnly && lines.length > 0) process.exitCode = 1;

function pathOf(name: string): string {
  return fileURLToPath(new URL(`../../${folder}/${name}`, import.meta.url));
}
