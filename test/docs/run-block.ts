import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { answers } from './cloud-commands.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What the clouds were asked for, word by word, each with the name of its command first. */
  readonly calls: readonly (readonly string[])[];
}

const cases = Object.entries(answers).map(([command, answer]) => `"${command} "*) echo '${answer}' ;;`);

/** Stands for the clouds: writes down what it is asked for, and answers. */
const clouds = `
cloud() {
  printf '%s\\0' "$@" >>calls
  printf '\\n\\0' >>calls
  case "$* " in
    ${cases.join('\n    ')}
    *) echo answered ;;
  esac
}
gcloud() { cloud gcloud "$@"; }
aws() { cloud aws "$@"; }
az() { cloud az "$@"; }
curl() { cloud curl "$@"; }
zip() { cloud zip "$@"; }
`;

/** Runs a script in bash, with clouds that answer without being one. Any failure, and any name that is not set, ends it. */
export async function runBlock(script: string): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'cloud-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'calls');
  await writeFile(file, '');
  // What is made before a block that zips it.
  await mkdir(join(folder, 'lambda'));
  const args = ['--noprofile', '--norc', '-euo', 'pipefail', '-c', clouds + script];
  const ended = await new Promise<Omit<Ran, 'calls'>>((resolve) => {
    execFile('bash', args, { cwd: folder, env: { PATH: process.env['PATH'] } }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : 1, stdout, stderr }),
    );
  });
  const calls = (await readFile(file, 'utf8')).split('\n\0').filter((call) => call !== '');
  return { ...ended, calls: calls.map((call) => call.split('\0').slice(0, -1)) };
}
