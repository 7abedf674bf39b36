import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ExplainAnswer, MapAnswer, News, OpenedFile } from '../../src/playground/contract.ts';
import { mapper } from '../cli/workspace.ts';
import { mapping, opened, path, rich } from './opened.ts';

const trait = (text: string, more: string) => text.replace(/(\n {4}email: .*\n)/, `$1    ${more}\n`);

describe('map', () => {
  it('gives the calls that the text of the editor makes, and what differs from the disk', async () => {
    const { ask, read } = await opened();
    const text = trait(await read(path), 'locale?: customer.locale\n    isNew: true');
    const { status, body } = await ask('map', { edited: { path, text }, mapping, sample: await read(rich) });
    expect(status).toBe(200);
    const call = { type: 'identify', traits: { email: 'marlene.oster@example.org', isNew: true } };
    expect(body).toMatchObject({
      issues: [],
      sampleIssues: [],
      outcome: { status: 'mapped', calls: [call] },
      changed: ['/0/traits/isNew'],
    });
    expect(JSON.stringify(body)).not.toContain('messageId');
  });

  it('tells each issue at its place, and runs nothing', async () => {
    const { ask, read } = await opened();
    const text = trait(await read(path), 'locale?: customer.locael');
    const { body } = await ask('map', { edited: { path, text }, mapping, sample: await read(rich) });
    const { issues, outcome } = body as MapAnswer;
    expect(outcome).toEqual({ status: 'not-run', reason: 'The mapping has errors.' });
    expect(issues).toMatchObject([
      {
        code: 'unknown-field',
        hint: 'did you mean customer.locale?',
        place: { file: path, line: 7, column: 23 },
      },
    ]);
  });

  it.each([
    { sample: '{"a": 1,\n  }', says: { place: { file: 'sample', line: 2, column: 3 } } },
    { sample: '{"a": 1', says: { message: 'the JSON ends too early' } },
  ])('tells where the sample $sample is no JSON', async ({ sample, says }) => {
    const { ask, read } = await opened();
    const { body } = await ask('map', { edited: { path, text: await read(path) }, mapping, sample });
    expect(body).toMatchObject({ sampleIssues: [says], outcome: { status: 'not-run' } });
  });

  it('takes a sample that begins with the mark of its encoding', async () => {
    const { ask, read } = await opened();
    const sample = `\ufeff${await read(rich)}`;
    const { body } = await ask('map', { edited: { path, text: await read(path) }, mapping, sample });
    expect(body).toMatchObject({ sampleIssues: [], outcome: { status: 'mapped' } });
  });

  it.each([
    {
      what: 'without a sample',
      sample: '',
      outcome: { status: 'not-run', reason: 'Choose a sample delivery, paste one, or catch one.' },
    },
    {
      what: 'with no delivery',
      sample: '{"a":1}',
      outcome: { status: 'failed', failure: { code: 'not-a-delivery' } },
    },
    {
      what: 'for a mapping that is not there',
      of: 'customer.told',
      outcome: {
        status: 'not-run',
        reason: 'There is no mappings/customer.told.yaml to run the sample through.',
      },
    },
    {
      what: 'with something fetched that is no JSON',
      fetched: '{"customer/1": ',
      outcome: { status: 'not-run', reason: 'What is fetched is not JSON.' },
    },
    {
      what: 'where the delivery is of another type',
      type: 'CustomerDeleted',
      outcome: { status: 'skipped', reason: 'no mapping listens to CustomerDeleted' },
    },
  ])('says what comes out $what', async ({ sample, of = mapping, fetched, type, outcome }) => {
    const { ask, read } = await opened();
    const delivery = (await read(rich)).replace('"CustomerCreated"', `"${type ?? 'CustomerCreated'}"`);
    const question = {
      mapping: of,
      sample: sample ?? delivery,
      ...(fetched === undefined ? {} : { fetched }),
    };
    const { body } = await ask('map', { edited: { path, text: await read(path) }, ...question });
    expect(body).toMatchObject({ outcome });
  });

  it('shows values to the page, and says nothing of them anywhere else', async () => {
    const { ask, read } = await opened();
    const text = trait(await read(path), 'age: $number(customer.firstName)');
    const said: string[] = [];
    for (const stream of [process.stdout, process.stderr]) {
      const spy = vi.spyOn(stream, 'write').mockImplementation((words) => said.push(String(words)) > 0);
      onTestFinished(() => spy.mockRestore());
    }
    const asked = { edited: { path, text }, mapping, sample: await read(rich) };
    const { body } = await ask('map', asked);
    expect(body).toMatchObject({
      outcome: { status: 'failed', failure: { code: 'mapping-failed', issues: [{ place: { line: 7 } }] } },
    });
    expect(JSON.stringify(body)).not.toContain('Marlene');
    expect((await ask('explain', asked)).text).toContain('Marlene');
    expect(said.join('')).not.toContain('Marlene');
  });

  it('runs a mapping with another text of a shared file', async () => {
    const { ask, read, write } = await opened();
    const shared = 'mappings/shared/greeting.yaml';
    const sharedText = (word: string) => `description: A word.\nlet:\n  greeting: '"${word}"'\n`;
    await write(shared, sharedText('good day'));
    await write(path, trait(await read(path), 'greeting: $greeting'));
    await ask('news', { path });
    const asked = { edited: { path, text: await read(path) }, mapping, sample: await read(rich) };
    const { calls } = (await ask('explain', asked)).body as ExplainAnswer;
    expect(calls[0]?.fields.find((field) => field.path === 'traits.greeting')?.steps).toEqual([
      '$greeting = "good day"',
      `  ← "good day"  ${shared}:3:14`,
    ]);
    const edited = { path: shared, text: sharedText('good night') };
    const { body } = await ask('map', { edited, mapping, sample: await read(rich) });
    expect(body).toMatchObject({
      outcome: { calls: [{ traits: { greeting: 'good night' } }] },
      changed: ['/0/traits/greeting'],
    });
    const compared = await ask('compare', { edited, mapping });
    expect(compared.body).toMatchObject({
      cases: [
        { name: 'no-email', changes: [] },
        {
          name: 'rich',
          changes: [{ pointer: '/0/traits/greeting', before: 'good day', after: 'good night' }],
          fromSnapshot: [{ pointer: '/0/traits/greeting', after: 'good night' }],
        },
      ],
    });
  });
});

describe('save', () => {
  it('writes the text, and says what tells it from a later one', async () => {
    const { ask, read } = await opened();
    const file = (await ask('file', { path })).body as OpenedFile;
    const text = trait(file.text, 'isNew: true');
    const saved = await ask('save', { edited: { path, text }, opened: file.hash });
    expect(saved).toMatchObject({ status: 200, body: { path, text } });
    expect(await read(path)).toBe(text);
    expect((await ask('file', { path })).body).toEqual(saved.body);
  });

  it('writes nothing over what somebody else wrote meanwhile, unless it is told to', async () => {
    const { ask, read, write } = await opened();
    const file = (await ask('file', { path })).body as OpenedFile;
    await write(path, 'description: of somebody else\n');
    const question = { edited: { path, text: 'description: mine\n' }, opened: file.hash };
    expect(await ask('save', question)).toMatchObject({
      status: 409,
      body: {
        error: `${path} was changed on disk since it was opened.`,
        onDisk: { text: 'description: of somebody else\n' },
      },
    });
    expect(await read(path)).toBe('description: of somebody else\n');
    expect(await ask('save', { ...question, overwrite: true })).toMatchObject({ status: 200 });
    expect(await read(path)).toBe('description: mine\n');
  });

  it('makes a new file, and no second one of its name', async () => {
    const { ask, read } = await opened();
    const edited = { path: 'mappings/tables/loyalty-tiers.yaml', text: 'a: b\n' };
    expect(await ask('save', { edited })).toMatchObject({ status: 200 });
    expect(await read(edited.path)).toBe('a: b\n');
    expect(await ask('save', { edited })).toMatchObject({ status: 409 });
  });

  it('tells that a file is gone', async () => {
    const { ask, root } = await opened();
    const { hash } = (await ask('file', { path })).body as OpenedFile;
    await rm(join(root, path));
    const answer = await ask('save', { edited: { path, text: '' }, opened: hash });
    expect(answer).toMatchObject({ status: 409, body: { error: `${path} is gone from the disk.` } });
  });
});

describe('accept', () => {
  it('writes the snapshots that differ, and no other', async () => {
    const { ask, read, write, root } = await opened();
    await write(path, trait(await read(path), 'isNew: true'));
    const { body } = await ask('accept', { mappings: [mapping] });
    expect(body).toMatchObject({ written: ['test/mappings/customer.created/rich.calls.json'] });
    expect(await mapper(['test', '--root', root])).toMatchObject({ code: 0 });
  });
});

describe('news', () => {
  const wrapped = async () => {
    const delivery = await readFile('test/mappings/customer.created/rich.delivery.json');
    return JSON.stringify({
      message: { data: delivery.toString('base64'), messageId: '1' },
      subscription: 's',
    });
  };

  it('has the deliveries that were caught, out of their wrappers', async () => {
    const { ask, send, catchUrl } = await opened();
    const { pathname } = new URL(catchUrl);
    const caught = await send(pathname, { method: 'POST', body: await wrapped() });
    expect(caught).toMatchObject({ status: 200, body: { status: 'caught', deliveries: 1 } });
    const news = (await ask('news', { path })).body as News;
    expect(news).toMatchObject({ catchUrl, caught: [{ id: 1, type: 'CustomerCreated' }] });
    const { body, text } = await ask('caught', { id: 1 });
    expect(text).not.toMatch(/hidden|password/);
    expect(JSON.parse((body as { text: string }).text)).toMatchObject({ type: 'CustomerCreated' });
    expect(await send(pathname, { method: 'POST', body: '{}' })).toMatchObject({ status: 400 });
    expect(await ask('caught', { id: 2 })).toMatchObject({ status: 404 });
  });

  it('tells that files changed: the one that is open, and others', async () => {
    const { ask, write } = await opened();
    const now = async () => (await ask('news', { path })).body as News;
    const first = await now();
    expect(await now()).toEqual(first);
    await write('mappings/other.yaml', 'description: another\n');
    const second = await now();
    expect([second.hash === first.hash, second.project === first.project]).toEqual([true, false]);
    expect((await ask('project', {})).body).toMatchObject({
      files: [{ path, kind: 'mapping', on: ['CustomerCreated'] }, { path: 'mappings/other.yaml' }],
      cases: [{ name: 'no-email' }, { mapping, name: 'rich', type: 'CustomerCreated' }],
    });
    await write(path, 'description: another\n');
    expect((await now()).hash).not.toBe(first.hash);
  });
});
