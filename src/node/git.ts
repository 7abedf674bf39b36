import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What git gave, or in plain words why it gave nothing. */
export type FromGit<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly trouble: string };

/** How one command of git ended. */
export interface GitAnswer {
  /** Absent where there is no git on this machine. */
  readonly code?: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/**
 * Runs git in a folder; reads only, and takes no lock. Which repository it is follows from the folder alone: a hook of git
 * names its own repository in the environment (https://git-scm.com/docs/githooks).
 */
export function git(root: URL, args: readonly string[], input = ''): Promise<GitAnswer> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofAHook.includes(name)));
  const command = ['-C', fileURLToPath(root), '--no-optional-locks', ...args];
  return new Promise((resolve) => {
    const child = spawn('git', command, { env: { ...env, LC_ALL: 'C' } });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    const end = (code: number | undefined) =>
      resolve({
        ...(code === undefined ? {} : { code }),
        stdout: Buffer.concat(out),
        stderr: Buffer.concat(err).toString('utf8'),
      });
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', () => end(undefined));
    child.on('close', (code) => end(code ?? 128));
    // A git that ends early closes its stdin: its exit code tells.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

const ofAHook = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR'];

/** The full id of the commit that a person named; or why there is none. */
export async function commitOf(root: URL, ref: string): Promise<FromGit<string>> {
  const isOption = ref.startsWith('-');
  const found = isOption
    ? undefined
    : await git(root, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  const id = found?.stdout.toString('utf8').trim() ?? '';
  if (found?.code === 0 && id !== '') return { ok: true, value: id };
  return { ok: false, trouble: await whyNoCommit(root, ref) };
}

/** The commit at which two began to differ; or why there is none. */
export async function mergeBaseOf(root: URL, one: string, other: string): Promise<FromGit<string>> {
  const { code, stdout } = await git(root, ['merge-base', one, other]);
  if (code === 0) return { ok: true, value: stdout.toString('utf8').trim() };
  return { ok: false, trouble: 'the two commits have no common ancestor here' };
}

async function whyNoCommit(root: URL, ref: string): Promise<string> {
  const where = await git(root, ['rev-parse', '--is-shallow-repository']);
  if (where.code === undefined) return 'git is not installed, or not on the PATH';
  if (where.code !== 0) return `git does not read this folder: ${firstLine(where.stderr)}`;
  const isShallow = where.stdout.toString('utf8').trim() === 'true';
  const hint = isShallow
    ? 'this clone holds the last commits only: git fetch --unshallow brings the others'
    : 'git log --oneline lists commits, git branch --all lists branches';
  return `there is no commit ${ref} here; ${hint}`;
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.replace(/^fatal: /, '') ?? '';
}
