import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { tokenHeader } from '../../src/playground/contract.ts';
import { bodyLimit } from '../../src/webhook/refusals.ts';
import { opened } from './opened.ts';

const evil = { path: 'mappings/customer.created.yaml', text: 'description: evil\n' };
const save = { edited: evil, overwrite: true };

describe('a page of somebody else', () => {
  it.each([
    { what: 'another origin', headers: { origin: 'https://evil.example' } },
    { what: 'another port of this machine', headers: { origin: 'http://127.0.0.1:1' } },
    { what: 'an origin that is hidden', headers: { origin: 'null' } },
    { what: 'no origin', headers: { origin: undefined } },
    { what: 'no token', headers: { [tokenHeader]: undefined } },
    { what: 'a wrong token', headers: { [tokenHeader]: 'x'.repeat(32) } },
    { what: 'a host whose name was bound to this machine', headers: { host: 'evil.example' } },
    { what: 'the right host with another port', headers: { host: '127.0.0.1:1' } },
    { what: 'another site, as the browser says', headers: { 'sec-fetch-site': 'cross-site' } },
    { what: 'another port, as the browser says', headers: { 'sec-fetch-site': 'same-site' } },
  ])('reads and writes nothing with $what', async ({ headers }) => {
    const { ask, files } = await opened();
    const before = await files();
    for (const [name, question] of [
      ['save', save],
      ['file', { path: evil.path }],
      ['project', {}],
    ] as const) {
      const { status, text } = await ask(name, question, headers);
      expect([name, status]).toEqual([name, 403]);
      expect(text).not.toMatch(/customer|description/);
    }
    expect(await files()).toEqual(before);
  });

  it('cannot catch: the key stands in the address, and a foreign origin is refused', async () => {
    const { catchUrl, send, ask } = await opened();
    const { pathname } = new URL(catchUrl);
    const body = '{}';
    expect(await send('/catch/guess', { method: 'POST', body })).toMatchObject({ status: 404 });
    const headers = { origin: 'https://evil.example' };
    expect(await send(pathname, { method: 'POST', body, headers })).toMatchObject({ status: 403 });
    expect((await ask('news', { path: evil.path })).body).toMatchObject({ caught: [] });
  });

  it('may lead to the page, which holds nothing and can be put into no frame', async () => {
    const { send } = await opened();
    const { status, headers, text } = await send('/', { headers: { 'sec-fetch-site': 'cross-site' } });
    expect([status, text]).toEqual([200, expect.stringMatching(/^<p>\S{20,}<\/p>$/)]);
    const nonce = /<p>(.*)<\/p>/.exec(text)?.[1];
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect((await send('/')).text).not.toBe(text);
  });

  it('gets the page under no other name', async () => {
    const { send } = await opened();
    expect(await send('/', { headers: { host: 'evil.example' } })).toMatchObject({ status: 403 });
  });
});

const outside = [
  '../outside.yaml',
  'mappings/../outside.yaml',
  'mappings/../../outside.yaml',
  'mappings/shared/../../outside.yaml',
  'mappings/%2e%2e/outside.yaml',
  'mappings/..\\outside.yaml',
  'mappings/.hidden.yaml',
  'mappings/a..yaml',
  'mappings/deep/er.yaml',
  'mappings/nul\u0000.yaml',
  'mappings/customer.created.json',
  'schemas/mapping.schema.json',
  'package.json',
  '/etc/passwd',
  'file:///etc/passwd',
  '',
];

test.each(outside)('the path %j is neither read nor written', async (path) => {
  const { ask, files } = await opened();
  const before = await files();
  const written = await ask('save', { edited: { path, text: 'evil' }, overwrite: true });
  expect(written).toMatchObject({ status: 403 });
  expect(await ask('file', { path })).toMatchObject({ status: 404 });
  expect(await files()).toEqual(before);
});

test.each(['../../../mappings/evil', '..', 'a/b', 'a\\b', '.hidden', '', 'a b', 'a\u0000', 'x'.repeat(101)])(
  'a case named %j is neither read nor written',
  async (name) => {
    const { ask, files, read } = await opened();
    const before = await files();
    const sample = await read('test/mappings/customer.created/rich.delivery.json');
    for (const question of [
      { mapping: 'customer.created', name },
      { mapping: name, name: 'fresh' },
    ]) {
      const { status } = await ask('save-case', { ...question, sample, overwrite: true });
      expect(status).toBe(400);
      expect(await ask('sample', question)).toMatchObject({ status: 404 });
    }
    expect(await files()).toEqual(before);
  },
);

test('a link is neither read nor written through', async () => {
  const { ask, root, write, read } = await opened();
  await write('secret.yaml', 'secret: value\n');
  await symlink(join(root, 'secret.yaml'), join(root, 'mappings/linked.yaml'));
  await mkdir(join(root, 'elsewhere'));
  await symlink(join(root, 'elsewhere'), join(root, 'mappings/shared'));
  for (const path of ['mappings/linked.yaml', 'mappings/shared/fresh.yaml']) {
    const question = { edited: { path, text: 'evil: true\n' }, overwrite: true };
    expect(await ask('save', question)).toMatchObject({ status: 403 });
    expect(await ask('file', { path })).toMatchObject({ status: 404 });
  }
  expect(await read('secret.yaml')).toBe('secret: value\n');
  await symlink(join(root, 'secret.yaml'), join(root, 'test/mappings/customer.created/linked.delivery.json'));
  expect(await ask('sample', { mapping: 'customer.created', name: 'linked' })).toMatchObject({ status: 404 });
});

test.each([
  { what: 'too large', body: ' '.repeat(bodyLimit + 1), status: 413 },
  { what: 'no JSON', body: '{"edited":', status: 400 },
  { what: 'of another form', body: '{"edited":{"path":1}}', status: 400 },
  { what: 'of another form', body: JSON.stringify({ ...save, also: 'this' }), status: 400 },
])('a question that is $what writes nothing', async ({ body, status }) => {
  const { send, files, origin, token } = await opened();
  const before = await files();
  const headers = { origin, [tokenHeader]: token };
  expect(await send('/api/save', { method: 'POST', headers, body })).toMatchObject({ status });
  expect(await files()).toEqual(before);
});

test('what is asked for in another way, or is not there, is told so', async () => {
  const { send, ask, token, origin } = await opened();
  const headers = { [tokenHeader]: token, origin };
  expect(await send('/api/project', { headers })).toMatchObject({ status: 405 });
  expect(await ask('nothing', {})).toMatchObject({ status: 404 });
  expect(await send('/nothing', { headers })).toMatchObject({ status: 404 });
  expect(await send('/main.js')).toMatchObject({ status: 200, text: 'script' });
});
