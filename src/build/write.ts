import { buildFunctions, buildTrouble } from './build.ts';

/** `npm run build`, as Vercel runs it; with `--check` it only says whether what was built last is of the present files. */
const root = new URL('../../', import.meta.url);
const folder = new URL('.build/', root);

const [option, ...others] = process.argv.slice(2);
if (others.length > 0 || (option !== undefined && option !== '--check')) {
  process.stderr.write('build: takes nothing but --check; nothing was written\n');
  process.exitCode = 2;
} else if (option === '--check') {
  const trouble = await buildTrouble(root, folder);
  if (trouble !== undefined) {
    process.stderr.write(`.build: ${trouble}; run "npm run build"\n`);
    process.exitCode = 1;
  }
} else {
  try {
    const { fingerprint, bytes } = await buildFunctions(root, folder);
    process.stdout.write(`.build: ${Math.ceil(bytes / 1024)} KB, fingerprint ${fingerprint}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
