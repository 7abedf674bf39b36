import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startReceiver } from '../src/demo/receiver.ts';
import { withFunctions } from '../src/generate/docs-functions.ts';
import { buildCatalog } from '../src/mapping/build-catalog.ts';
import { evaluationLimits } from '../src/mapping/expression.ts';
import { functions } from '../src/mapping/functions.ts';
import { readAddress, readEnvironment } from '../src/node/environment.ts';
import { readProjectFiles } from '../src/node/project-files.ts';
import { failureCodes } from '../src/report/failure.ts';
import { issueCodes } from '../src/report/issue.ts';
import { statusOf } from '../src/webhook/status.ts';
import { webhook } from '../src/webhook/webhook.ts';
import { mapper } from './cli/workspace.ts';

/**
 * What the documents show is executed. A `yaml` block is a whole mapping; `yaml traits` is lines under `traits:`;
 * `yaml fragment` is neither. A `json` block below a `curl` line is its answer.
 */
interface Block {
  readonly page: string;
  readonly language: string;
  readonly lines: readonly string[];
}

const pages = ['README.md', 'mappings/README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
const textOf = (page: string) => readFileSync(page, 'utf8');
const blocks = pages.flatMap(blocksOf);
const shown = (language: string) => blocks.filter((block) => block.language === language);
const shellLines = shown('sh').flatMap(({ page, lines }) => lines.map((line) => ({ page, line })));
const project = await readProjectFiles();

/** A mapping that no analyst changes: changing the real ones must not make a document wrong. */
const plain = `description: A customer account was created.
on: CustomerCreated
identify:
  userId: customer.email
  traits:
    email: customer.email
`;

function blocksOf(page: string): readonly Block[] {
  return [...textOf(page).matchAll(/^( *)```(\S[^\n]*)\n([\s\S]*?)\n *```$/gm)].map(
    ([, indent = '', language = '', text = '']) => ({
      page,
      language,
      lines: text.split('\n').map((line) => line.slice(indent.length)),
    }),
  );
}

/** The rows below a heading's table, cell by cell, without the head. */
function rowsBelow(page: string, heading: string): readonly (readonly string[])[] {
  const section = textOf(page).split(`\n## ${heading}\n`)[1]?.split(/\n## /)[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(1).map((row) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()));
}

function namesBelow(page: string, heading: string): readonly string[] {
  return rowsBelow(page, heading).flatMap(([, cell = '']) => /^`([^`]+)`$/.exec(cell)?.[1] ?? []);
}

function catalogOf(yaml: string) {
  return buildCatalog({ ...project, mappings: [{ path: 'mappings/shown.yaml', text: yaml }] });
}

const issuesOf = (yaml: string) => catalogOf(yaml).issues;

async function copyOfProject(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'docs-'));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const folder of ['mappings', 'schemas', 'test/mappings'])
    await cp(folder, join(root, folder), { recursive: true });
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

describe('mappings shown', () => {
  it.each(shown('yaml'))('$page: $lines', ({ lines }) => {
    expect(issuesOf(`${lines.join('\n')}\n`)).toEqual([]);
  });

  it.each(shown('yaml traits'))('$page: traits $lines', ({ lines }) => {
    expect(issuesOf(plain + lines.map((line) => `    ${line}\n`).join(''))).toEqual([]);
  });

  it('are blocks whose kind is known', () => {
    const known = ['sh', 'json', 'json subscription', 'yaml', 'yaml traits', 'yaml fragment'];
    expect(blocks.filter(({ language }) => !known.includes(language))).toEqual([]);
    const fences = pages.map((page) => textOf(page).match(/```/g)?.length ?? 0);
    expect(fences.reduce((sum, count) => sum + count)).toBe(blocks.length * 2);
  });
});

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

  it('are of a kind that is run or known', () => {
    const known =
      /^(npm run mapper -- |npm ci && npm (run demo|test)$|curl |mkdir -p |cp |SEGMENT_WRITE_KEY=)/;
    expect(shellLines.filter(({ line }) => !known.test(line))).toEqual([]);
  });

  it.each(['README.md', 'mappings/README.md'])('of %s exit with 0, in its order', async (page) => {
    const root = await copyOfProject();
    for (const { language, lines } of blocks.filter((block) => block.page === page)) {
      const file = /^# (mappings\/\S+\.yaml)$/.exec(lines[0] ?? '')?.[1];
      if (language === 'yaml' && file !== undefined)
        await writeFile(join(root, file), `${lines.join('\n')}\n`);
      if (language !== 'sh') continue;
      for (const line of lines) expect([line, (await runLine(line, root)) ?? 0]).toEqual([line, 0]);
    }
  });

  it('change a trait as told', async () => {
    const root = await copyOfProject();
    const [trait] = shown('yaml traits').filter(({ page }) => page === 'README.md');
    await writeFile(join(root, 'mappings/customer.created.yaml'), plain);
    await mapper(['test', '--update', '--root', root]);
    await writeFile(
      join(root, 'mappings/customer.created.yaml'),
      `${plain}    ${trait?.lines.join('\n    ')}\n`,
    );
    const changed = await mapper(['test', '--root', root]);
    expect(changed).toMatchObject({ code: 1 });
    expect(changed.stdout).toMatch(/\/0\/traits\/\w+ {2}absent → /);
    expect(await mapper(['test', '--update', '--root', root])).toMatchObject({ code: 0 });
    expect(await mapper(['test', '--root', root])).toMatchObject({ code: 0 });
  });
});

describe('the webhook shown', () => {
  const answers = blocks.flatMap(({ lines, language }, index) => {
    const file = language === 'sh' ? /^curl .*--data-binary @(\S+)/.exec(lines[0] ?? '')?.[1] : undefined;
    return file === undefined ? [] : { file, answer: blocks[index + 1]?.lines.join('\n') };
  });

  it('answers two samples', () => expect(answers).toHaveLength(2));

  it.each(answers)('$file', async ({ file, answer }) => {
    const receiver = await startReceiver();
    onTestFinished(() => receiver.close());
    const { response, line } = await post(await readFile(file, 'utf8'), receiver.url);
    expect(response.status).toBe(200);
    expect((await response.text()).replace(/ct-[\w-]{43}/g, 'ct-…')).toBe(answer);
    expect(Object.keys(line).filter((key) => !namesBelow('README.md', 'The log').includes(key))).toEqual([]);
  });

  it('logs the fields that the table has, and no others', () => {
    const source = textOf('src/webhook/log-line.ts').split('JSON.stringify({')[1]?.split('\n  });')[0] ?? '';
    const keys = [...source.matchAll(/^ {4}(\w+)[:,]/gm)].map(([, key]) => key);
    expect(namesBelow('README.md', 'The log').toSorted()).toEqual(keys.toSorted());
  });

  it('has one row for each failure, with its status', () => {
    const rows = rowsBelow('README.md', 'At 3 a.m.');
    const told = rows.map(([, code = '', status = '']) => [code.replaceAll('`', ''), Number(status)]);
    expect(told).toEqual(failureCodes.map((code) => [code, statusOf[code]]));
    expect(rows.flatMap((cells) => cells.slice(1, -1)).filter((cell) => cell === '')).toEqual([]);
  });

  it('names in its answers each status that a failure can have', () => {
    const [other = []] = rowsBelow('README.md', 'Answers').filter(([, what]) => what === 'any other failure');
    const statuses = [...new Set(Object.values(statusOf))].sort();
    expect(other[2]?.match(/\d+/g)?.map(Number)).toEqual(statuses);
  });

  async function post(body: string, host: string) {
    const lines: string[] = [];
    const settings = {
      writeKey: 'k'.repeat(32),
      host,
      timeoutMs: 4_000,
      acknowledgePermanentFailures: false,
    };
    const handle = webhook({
      load: async () => catalogOf(plain),
      settings: () => ({ ok: true, value: settings }),
      log: (line) => lines.push(line),
    });
    const response = await handle(new Request('http://localhost/api/webhook', { method: 'POST', body }));
    return { response, line: JSON.parse(lines[0] ?? '{}') as Record<string, unknown> };
  }
});

describe('settings', () => {
  const rows = rowsBelow('README.md', 'Settings');
  const told = rows.map(([, name = '', preset = '']) =>
    [name, preset].map((cell) => cell.replaceAll('`', '')),
  );

  it('are those that are read and those of .env.example', () => {
    const read = [...textOf('src/node/environment.ts').matchAll(/variables, '(\w+)'/g)].map(
      ([, name]) => name,
    );
    const listed = [...textOf('.env.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
    const names = told.map(([name]) => name);
    expect(names).toEqual(listed);
    expect(names.toSorted()).toEqual([...new Set(read)].toSorted());
  });

  it('have the defaults of the table', () => {
    const preset = Object.fromEntries(told.filter(([, value]) => value !== 'none'));
    expect(readEnvironment(preset)).toEqual(readEnvironment({}));
    expect(readAddress(preset)).toEqual(readAddress({}));
    expect(readEnvironment({ SEGMENT_HOST: 'https://events.eu1.segmentapis.com' })).toMatchObject({
      ok: true,
    });
  });
});

describe('mappings/README.md', () => {
  it('has one row for each issue code, in the order of the list', () => {
    expect(namesBelow('mappings/README.md', 'Issue codes')).toEqual(issueCodes);
  });

  it('links to an example of each code that has one', () => {
    const unlinked = rowsBelow('mappings/README.md', 'Issue codes').filter(([, cell = '', means = '']) => {
      const code = cell.replaceAll('`', '');
      return existsSync(`test/issues/${code}`) && !means.includes(`(../test/issues/${code}/`);
    });
    expect(unlinked).toEqual([]);
  });

  it('describes the functions as their records do (npm run docs)', async () => {
    const page = withFunctions(textOf('mappings/README.md'), functions);
    await expect(page).toMatchFileSnapshot('../mappings/README.md');
  });

  it('says the limits that hold', () => {
    const limits = textOf('mappings/README.md').split('\n## Limits\n')[1] ?? '';
    const { timeout, sequence, stack } = evaluationLimits;
    for (const limit of [`${timeout} ms`, sequence.toLocaleString('en'), `| ${stack} |`])
      expect(limits).toContain(limit);
    const longest = /longestText = ([\d_]+)/.exec(textOf('src/mapping/expression.ts'))?.[1];
    expect(limits).toContain(`${longest?.replace('_', ',')} characters`);
    const budget = /budget: TimeLimit = \{ work: (\d+)/.exec(textOf('src/mapping/let.ts'))?.[1];
    expect(limits).toContain(`${budget} ms`);
  });
});

describe('documents', () => {
  it.each(pages)('%s: every link leads somewhere', (page) => {
    const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const own = links.filter((link) => !/^https:/.test(link));
    const wrong = own.filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
    });
    expect(wrong).toEqual([]);
  });

  it('name one repository to fill in', () => {
    expect(textOf('README.md').match(/github\.com\/[\w/-]+/g)).toEqual(['github.com/OWNER/REPOSITORY']);
  });

  it('keep CONTRIBUTING short, with each run-time dependency and its reason', () => {
    expect(textOf('CONTRIBUTING.md').split('\n').length).toBeLessThan(60);
    const { dependencies } = JSON.parse(textOf('package.json')) as { dependencies: Record<string, string> };
    expect(namesBelow('CONTRIBUTING.md', 'Run-time dependencies')).toEqual(Object.keys(dependencies));
  });

  it('name paths in CONTRIBUTING that exist', () => {
    const paths = [...textOf('CONTRIBUTING.md').matchAll(/`((?:src|api|mappings|schemas)\/[^`]*)`/g)];
    expect(paths.map(([, path = '']) => path).filter((path) => !existsSync(path))).toEqual([]);
  });

  it('name each function in the changelog', () => {
    const text = textOf('CHANGELOG.md');
    expect(functions.filter(({ name }) => !text.includes(`\`$${name}\``))).toEqual([]);
  });
});

/** As GitHub makes them of headings. */
function anchorsOf(page: string): readonly string[] {
  return [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}
