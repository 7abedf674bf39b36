import { readFileSync } from 'node:fs';
import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { MappingDiff } from '../../src/cli/diff/mapping-diff.ts';
import { commitAll, gitIn } from './git-project.ts';
import { projectCopy } from './project-copy.ts';
import { mapper } from './workspace.ts';

/** The cases of a mapping that send calls, by their snapshots. */
async function sending(mapping: string): Promise<readonly string[]> {
  const files = await readdir(`test/mappings/${mapping}`);
  return files
    .filter((file) => file.endsWith('.calls.json'))
    .filter((file) => Array.isArray(JSON.parse(readFileSync(`test/mappings/${mapping}/${file}`, 'utf8'))))
    .map((file) => file.replace('.calls.json', ''))
    .sort();
}

/** Mappings of one type that send something, whichever there are; what an analyst changes in them makes no difference here. */
const names = (await readdir('mappings')).flatMap((file) => /^(customer\..+)\.yaml$/.exec(file)?.[1] ?? []);
const isOfOneType = (name: string) => /^on: \w+$/m.test(readFileSync(`mappings/${name}.yaml`, 'utf8'));
const sent = await Promise.all(names.map(async (name) => (await sending(name)).length > 0));
const [changed = '', widened = '', narrowed = ''] = names
  .filter((name, index) => sent[index] === true && isOfOneType(name))
  .sort();

/** Puts lines at the beginning of the traits or properties of a mapping. */
async function put(root: string, mapping: string, lines: readonly string[]): Promise<void> {
  const file = `mappings/${mapping}.yaml`;
  const text = await readFile(file, 'utf8');
  const [head] = /^ {2}(?:traits|properties):\n/m.exec(text) ?? [];
  if (head === undefined) throw new Error(`${file} has neither traits nor properties`);
  await writeFile(
    join(root, file),
    text.replace(head, () => [head, ...lines.map((one) => `    ${one}\n`)].join('')),
  );
}

async function twoCommits() {
  const root = await projectCopy(() => true);
  await put(root, changed, ['probe: \'"one"\'', 'kept: 1']);
  await put(root, widened, []);
  await put(root, narrowed, ['probe: true']);
  const first = commitAll(root, 'first');
  await put(root, changed, ['probe: \'"two"\'', 'kept: 1']);
  await put(root, widened, ['probe: { depth: 2, names: [false] }']);
  await put(root, narrowed, []);
  const second = commitAll(root, 'second');
  return { root, first, second };
}

test('between two commits, exactly the changed fields of exactly the changed cases', async () => {
  const { root, first, second } = await twoCommits();
  // The work tree has nothing to do with it, and stays as it is.
  await rm(join(root, `mappings/${widened}.yaml`));
  const status = gitIn(root, 'status', '--porcelain');
  const { code, stdout } = await mapper(['diff', first, second, '--format', 'json', '--root', root]);
  expect(code).toBe(0);
  expect(gitIn(root, 'status', '--porcelain')).toBe(status);

  const diff = JSON.parse(stdout) as MappingDiff;
  const named = diff.mappings.flatMap(({ name, cases }) =>
    cases.flatMap((one) =>
      one.calls.flatMap((call) =>
        call.kind === 'changed'
          ? call.fields.map(({ pointer, before, after, place }) => [
              name,
              one.name,
              call.index,
              place?.line,
              pointer.split('/').at(-1),
              before,
              after,
            ])
          : [[name, one.name, call.kind]],
      ),
    ),
  );
  const expected = (name: string, cases: readonly string[], before: unknown, after: unknown) =>
    cases.map((one) => [name, one, 0, expect.any(Number), 'probe', before, after]);
  expect(named).toEqual([
    ...expected(changed, await sending(changed), 'one', 'two'),
    ...expected(widened, await sending(widened), undefined, { depth: 2, names: [false] }),
    ...expected(narrowed, await sending(narrowed), true, undefined),
  ]);
  expect([...new Set(named.map(([name]) => name))]).toEqual([changed, widened, narrowed]);
  const all = (await readdir('test/mappings', { recursive: true })).filter((one) =>
    one.endsWith('.delivery.json'),
  );
  expect(diff.unchanged.cases).toBe(all.length - new Set(named.map(([name, one]) => `${name}/${one}`)).size);

  const dots = await mapper(['diff', `${first}..${second}`, '--format', 'json', '--root', root]);
  expect(dots.stdout).toBe(stdout);
}, 120_000); // all mappings are copied and committed twice

test('mappings that were added, removed and renamed, against the work tree', async () => {
  const root = await projectCopy((name) => [changed, widened, narrowed].includes(name));
  commitAll(root, 'first');
  const [on = ''] = /^on: \w+$/m.exec(await readFile(`mappings/${narrowed}.yaml`, 'utf8')) ?? [];
  await rename(join(root, `mappings/${changed}.yaml`), join(root, 'mappings/zz.made.yaml'));
  await rename(join(root, `test/mappings/${changed}`), join(root, 'test/mappings/zz.made'));
  await rm(join(root, `mappings/${widened}.yaml`));
  await rm(join(root, `test/mappings/${widened}`), { recursive: true });
  await writeFile(
    join(root, 'mappings/zz.seen.yaml'),
    `description: Counts.\n${on}\ntrack:\n  event: Counted\n  userId: resource.id\n`,
  );
  await cp(join(root, `test/mappings/${narrowed}`), join(root, 'test/mappings/zz.seen'), {
    recursive: true,
  });
  const { stdout } = await mapper(['diff', '--format', 'json', '--root', root]);
  const { mappings } = JSON.parse(stdout) as MappingDiff;
  expect(mappings.map(({ name, status, was }) => [name, status, was])).toEqual([
    [widened, 'removed', undefined],
    ['zz.made', 'renamed', changed],
    ['zz.seen', 'added', undefined],
  ]);
  expect(
    mappings.map(({ cases }) => [...new Set(cases.flatMap(({ calls }) => calls.map(({ kind }) => kind)))]),
  ).toEqual([['vanished'], [], ['appeared']]);
  const vanished = mappings[0]?.cases.filter(({ before }) => before.status === 'calls') ?? [];
  expect(vanished.map(({ name }) => name)).toEqual(await sending(widened));
}, 120_000);
