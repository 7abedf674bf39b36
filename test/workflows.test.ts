import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { commentMark } from '../src/cli/diff/diff-markdown.ts';
import { mapper } from './cli/workspace.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly on: Readonly<Record<string, { readonly paths?: readonly string[] }>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly if?: string;
        readonly permissions?: Readonly<Record<string, string>>;
        readonly steps: readonly Step[];
      }
    >
  >;
}

const folder = '.github/workflows';
const names = await readdir(folder);
const workflows = new Map(
  await Promise.all(
    names.map(async (name) => [name, parse(await readFile(join(folder, name), 'utf8')) as Workflow] as const),
  ),
);
const steps = [...workflows.values()].flatMap(({ jobs }) => Object.values(jobs).flatMap((job) => job.steps));
const scripts = steps.flatMap(({ run }) => run ?? []);
const diff = workflows.get('mapping-diff.yml');

test('what workflows run is a script that bash can read', () => {
  expect(scripts.length).toBeGreaterThan(3);
  for (const input of scripts) {
    const { status, stderr } = spawnSync('bash', ['-n'], {
      input,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' }, // Of a language that is not installed bash complains.
    });
    expect([input, status, stderr]).toEqual([input, 0, '']);
  }
});

test('the commands of mapper that workflows run exist, with their options', async () => {
  const lines = scripts.flatMap((script) => script.split('\n'));
  const commands = lines.flatMap(
    (line) => /(?:npm run mapper --|mapper\.ts) ([^>|]+)/.exec(line)?.[1]?.trim() ?? [],
  );
  expect(commands).toEqual(['check --format github', "diff 'HEAD^1' --format markdown"]);
  for (const command of commands)
    expect(await mapper([...command.split(' '), '--help'])).toMatchObject({ code: 0, stderr: '' });
});

test('all workflows use the same version of an action', () => {
  const used = new Set(steps.flatMap(({ uses }) => uses ?? []));
  const actions = [...used].map((one) => one.split('@')[0]);
  expect(actions.length).toBe(new Set(actions).size);
});

test('nothing that a pull request brings runs where something may be written', () => {
  expect(Object.keys(diff?.on ?? {})).toEqual(['pull_request']);
  expect(diff?.on['pull_request']?.paths).toEqual(['mappings/**', 'schemas/**']);
  expect(diff?.permissions).toEqual({});
  expect(diff?.jobs['diff']?.permissions).toEqual({ contents: 'read' });
  const comment = diff?.jobs['comment'];
  expect(comment?.permissions).toEqual({ 'pull-requests': 'write' });
  expect(comment?.if).toBe('github.event.pull_request.head.repo.full_name == github.repository');
  expect(comment?.steps.flatMap(({ uses }) => uses ?? [])).toEqual([]);
  // An expression within a script would be run as a part of it.
  expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
});

test.each([
  { there: '', says: ['POST', 'repos/shop/mapper/issues/7/comments'] },
  { there: '41\n42\n', says: ['PATCH', 'repos/shop/mapper/issues/comments/41'] },
])('the comment is written once, and then again ($says)', async ({ there, says: [method, path] }) => {
  const temp = await mkdtemp(join(tmpdir(), 'comment-'));
  onTestFinished(() => rm(temp, { recursive: true }));
  const fake = `#!/bin/sh
case "$*" in
*--paginate*) printf '%s\\n' "$@" > "$RUNNER_TEMP/asked"; printf "$THERE" ;;
*) printf '%s\\n' "$@" > "$RUNNER_TEMP/told" ;;
esac
`;
  await writeFile(join(temp, 'gh'), fake);
  await chmod(join(temp, 'gh'), 0o755);
  const markdown = `${commentMark}\n### "$(touch ${temp}/harm)" \`x\`\n`;
  const [step] = diff?.jobs['comment']?.steps ?? [];
  const { status, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? 'false'],
    {
      env: {
        PATH: `${temp}${delimiter}${process.env['PATH']}`,
        RUNNER_TEMP: temp,
        MARKDOWN: markdown,
        REPOSITORY: 'repos/shop/mapper',
        NUMBER: '7',
        THERE: there,
      },
      encoding: 'utf8',
    },
  );
  expect([status, stderr]).toEqual([0, '']);
  expect(Object.keys(step?.env ?? {}).sort()).toEqual(['GH_TOKEN', 'MARKDOWN', 'NUMBER', 'REPOSITORY']);
  const asked = await readFile(join(temp, 'asked'), 'utf8');
  expect(asked).toContain('repos/shop/mapper/issues/7/comments\n');
  expect(asked).toContain(`startswith("${commentMark}")`);
  const told = (await readFile(join(temp, 'told'), 'utf8')).trim().split('\n');
  expect(told).toEqual(['api', '--silent', '--method', method, path, '--field', `body=@${temp}/comment.md`]);
  expect(await readFile(join(temp, 'comment.md'), 'utf8')).toBe(`${markdown}\n`);
  expect(await readdir(temp)).not.toContain('harm');
});
