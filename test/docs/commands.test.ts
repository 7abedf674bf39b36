import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { allCommands } from '../../src/cli/commands.ts';
import { projectCopy } from '../cli/project-copy.ts';
import { mapper } from '../cli/workspace.ts';
import { linkSchemas } from '../linked-schemas.ts';
import { blocks, pages, pathOf, plain, shown, textOf } from './pages.ts';

const commands = await allCommands();

const shellLines = shown('sh').flatMap(({ page, lines }) => lines.map((line) => ({ page, line })));

const guided = ['customer.counted', 'inventory-entry.reorder-point'];

async function copyOfProject(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'docs-'));
  onTestFinished(() => rm(root, { recursive: true }));
  // A reader who followed the guide may have kept what it lets them begin.
  const filter = (path: string) => !guided.some((name) => path.includes(name));
  linkSchemas(root);
  for (const folder of ['mappings', 'test/mappings'])
    await cp(folder, join(root, folder), { recursive: true, filter });
  return root;
}

/** Runs a line of a shell block in a copy of the project; gives the exit code, nothing where it is not run. */
async function runLine(line: string, root: string): Promise<number | undefined> {
  const [word, ...args] = line.split(' ');
  if (word === 'mkdir') await mkdir(join(root, args.at(-1) ?? ''), { recursive: true });
  if (word === 'cp') await cp(join(root, args[0] ?? ''), join(root, args[1] ?? ''));
  const command = /^npm run mapper -- (.+)$/.exec(line)?.[1];
  return command === undefined ? undefined : (await mapper([...command.split(' '), '--root', root])).code;
}

describe('commands shown', () => {
  it('begin with the two lines that need nothing', () => {
    const text = textOf('README.md');
    expect(text.split('\n\n').slice(2, 3)).toEqual([
      '```sh\nnpm ci && npm run demo\nnpm ci && npm test\n```',
    ]);
  });

  it('name scripts that exist', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const named = pages.flatMap((page) =>
      [...textOf(page).matchAll(/npm (?:run )?([\w:-]+)/g)].map(([, name = '']) => name),
    );
    expect(named.length).toBeGreaterThan(10);
    expect([...new Set(named)].filter((name) => name !== 'ci' && !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it('are in the changelog, each of them', () => {
    const told = [...textOf('CHANGELOG.md').matchAll(/`(?:mapper )?([a-z]+)[` ]/g)].map(([, name]) => name);
    expect(commands.map(({ name }) => name).filter((name) => !told.includes(name))).toEqual([]);
  });

  it('know their options, also those within a sentence and those that would send', async () => {
    const named = pages.flatMap((page) =>
      [...textOf(page).matchAll(/npm run mapper -- ([^`\n]+)/g)].map(([, args = '']) => args),
    );
    expect(named.length).toBeGreaterThan(30);
    for (const args of new Set(named))
      expect([args, (await mapper([...args.split(' '), '--help'])).code]).toEqual([args, 0]);
  });

  it('without npm name the program, and all that a container ends while it sends', async () => {
    const without = pages.flatMap((page) =>
      [...textOf(page).matchAll(/`node (--import tsx src\/cli\/mapper\.ts) ([^`]+)`/g)].map(
        ([, begun = '', args = '']) => ({ begun, args: args.split(' ') }),
      ),
    );
    expect(without.map(({ args: [name] }) => name)).toEqual(['consume', 'backfill']);
    for (const { begun, args } of without) {
      // So npm begins it too, and those tests that send signals.
      expect(textOf('package.json')).toContain(`${begun}"`);
      expect(await mapper([...args, '--help'])).toMatchObject({ code: 0 });
    }
  });

  it('are of a kind that is run or known', () => {
    const known =
      /^(npm run mapper -- |npm ci && npm (run demo|test)$|curl |mkdir -p |cp |SEGMENT_WRITE_KEY=|openssl rand |echo "whsec_)/;
    expect(shellLines.filter(({ line }) => !known.test(line))).toEqual([]);
  });

  it('begin a mapping for a type that has none as shipped: what is there already is refused', () => {
    const examples = commands.flatMap((one) => one.examples.map(({ line }) => line));
    const named = [textOf('README.md'), ...examples].join('\n').matchAll(/ new (\w+)(?=[`\n])/g);
    const types = [...named].map(([, type = '']) => type);
    const told = textOf('mappings/README.md').split('\n');
    expect(types.length).toBeGreaterThan(1);
    expect(types.filter((type) => told.some((line) => line.startsWith(`| \`${type}\``)))).toEqual([]);
  });

  it.each(['README.md', 'mappings/README.md'])(
    'of %s exit with 0, in its order',
    async (page) => {
      const root = await copyOfProject();
      for (const block of blocks.filter((one) => one.page === page)) {
        const { language, lines } = block;
        const file = pathOf(block);
        if (file !== undefined) {
          await mkdir(join(root, dirname(file)), { recursive: true });
          // Mappings of the reader may use a shared file or a table that was kept.
          if (guided.some((name) => file.includes(name)) || !existsSync(join(root, file)))
            await writeFile(join(root, file), `${lines.join('\n')}\n`);
        }
        if (language !== 'sh') continue;
        for (const line of lines) expect([line, (await runLine(line, root)) ?? 0]).toEqual([line, 0]);
      }
    },
    120_000,
  ); // each line reads all mappings and may run all cases

  it('change a trait as told', async () => {
    const root = await projectCopy((mapping) => ['customer.created', 'order.completed'].includes(mapping));
    const [trait] = shown('yaml traits').filter(({ page }) => page === 'README.md');
    await writeFile(join(root, 'mappings/customer.created.yaml'), plain);
    await mapper(['test', '--update', '--root', root]);
    await writeFile(
      join(root, 'mappings/customer.created.yaml'),
      `${plain}    ${trait?.lines.join('\n    ')}\n`,
    );
    const changed = await mapper(['test', '--root', root]);
    expect(changed).toMatchObject({ code: 1 });
    expect(changed.stdout).toMatch(/identify {2}traits\.\w+ {2}absent → /);
    expect(await mapper(['test', '--update', '--root', root])).toMatchObject({ code: 0 });
    expect(await mapper(['test', '--root', root])).toMatchObject({ code: 0 });
  });
});
