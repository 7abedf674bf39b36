import { execFileSync } from 'node:child_process';

const settings = [
  'user.name=Robin',
  'user.email=robin@example.com',
  'commit.gpgsign=false',
  'core.autocrlf=false',
];

/** Runs git in a folder of a test, whatever this machine's git is set to; gives what it prints. */
export function gitIn(root: string, ...args: string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  for (const name of ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE']) Reflect.deleteProperty(env, name);
  const command = [...settings.flatMap((one) => ['-c', one]), ...args];
  return execFileSync('git', command, {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Commits all that is in a folder, also nothing new; makes it a repository where it is none. */
export function commitAll(root: string, message: string): string {
  gitIn(root, 'init', '--quiet', '--initial-branch=main');
  gitIn(root, 'add', '--all');
  gitIn(root, 'commit', '--quiet', '--allow-empty', '--message', message);
  return gitIn(root, 'rev-parse', 'HEAD').trim();
}
