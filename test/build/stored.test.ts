import { describe, expect, test } from 'vitest';
import { decodeDelivery } from '../../src/commercetools/decode.ts';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import type { BuiltCatalog, CatalogSources } from '../../src/mapping/catalog.ts';
import { storeCatalog } from '../../src/mapping/stored/store.ts';
import type { StoredHead } from '../../src/mapping/stored/stored.ts';
import { bringBack } from '../../src/mapping/stored/stored-catalog.ts';
import { storedFrom, storedText } from '../../src/mapping/stored/stored-text.ts';
import { ownRoot, readCases } from '../../src/node/case-files.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import { mapDelivery } from '../../src/pipeline.ts';
import { compileSchema } from '../../src/schema.ts';

const sources = await readProjectFiles();

/** The same catalog from its files, and as it comes back from what was stored of it. */
function bothWays(from: CatalogSources) {
  const whole = buildCatalog(from);
  const written = storedText(storeCatalog(whole));
  const stored = storedFrom(JSON.parse(written.head) as StoredHead, (...part) =>
    written.lists.slice(...part),
  );
  return { whole, back: bringBack(stored, compileSchema), written };
}

const { whole, back } = bothWays(sources);
const { cases } = await readCases(ownRoot);
const samples = cases.flatMap(({ mapping, name, delivery }) => {
  const decoded = decodeDelivery(JSON.parse(delivery?.text ?? '{}'));
  return decoded.ok ? [{ mapping, name, delivery: decoded.value }] : [];
});

describe('a stored catalog', () => {
  test('has the same mappings, by the same hashes', () => {
    const shown = ({ catalog }: BuiltCatalog) =>
      catalog.mappings.map(({ name, file, hash, on, description }) => ({
        name,
        file,
        hash,
        on,
        description,
      }));
    expect(shown(back)).toEqual(shown(whole));
    expect(back.inputs).toEqual(whole.inputs);
    expect(samples.length).toBeGreaterThan(200);
  });

  test.each(samples)('makes the same of $mapping: $name', async ({ delivery }) => {
    expect(await mapDelivery(delivery, back.catalog)).toEqual(await mapDelivery(delivery, whole.catalog));
  });

  test('is text in ASCII, whatever is in it', async () => {
    const text =
      'description: Größe.\non: CustomerCreated\nidentify: { userId: customer.id, traits: { name: \'"Zoë 🎈"\' } }';
    const both = bothWays({ ...sources, mappings: [{ path: 'mappings/größe.yaml', text }] });
    expect(both.written.head + both.written.lists).toMatch(/^[\n\x20-\x7e]+$/);
    expect(both.back.catalog.mappings[0]).toMatchObject({
      file: 'mappings/größe.yaml',
      description: 'Größe.',
    });
    const found = samples.find(({ delivery }) => delivery.type === 'CustomerCreated');
    if (found === undefined) throw new Error('there is a sample of a customer');
    expect(await mapDelivery(found.delivery, both.back.catalog)).toMatchObject({
      calls: [{ call: { traits: { name: 'Zoë 🎈' } } }],
    });
  });

  test('says the same of what is wrong, at the same places', async () => {
    const { mappings: files } = sources;
    const text = [
      'description: Everything goes wrong.',
      'on: CustomerCreated',
      'let:',
      '  address: customer.addresses[0]',
      'identify:',
      '  userId: customer.id',
      '  timestamp: customer.email',
      '  traits:',
      '    count: $number(customer.email)',
      '    email: customer.email',
      '    name: >-',
      '      customer.firstName &',
      '      $string(1/0)',
      '    birthday: "$address.city"',
      '    missing: customer.custom.fields.nothing',
      '    list: [1, "customer.custom.fields.nothing"]',
    ].join('\n');
    const wrong = files.slice(0, 1).map(() => ({ path: 'mappings/wrong.yaml', text }));
    const both = bothWays({ ...sources, mappings: wrong });
    expect(both.whole.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    const found = samples.find(({ delivery }) => delivery.type === 'CustomerCreated');
    if (found === undefined) throw new Error('there is a sample of a customer');
    const [mapped, mappedBack] = await Promise.all([
      mapDelivery(found.delivery, both.whole.catalog),
      mapDelivery(found.delivery, both.back.catalog),
    ]);
    expect(mapped).toMatchObject({ status: 'failed', failure: { code: 'mapping-failed' } });
    expect(mappedBack).toEqual(mapped);
  });

  test('keeps a schema that no table can hold as it is', async () => {
    const track = JSON.parse(sources.calls.get('identify')?.text ?? '{}') as object;
    const schema = JSON.stringify({ ...track, oneOf: [{ required: ['anonymousId'] }] });
    const calls = new Map(sources.calls).set('identify', {
      path: 'schemas/segment/identify.schema.json',
      text: schema,
    });
    const text =
      'description: One.\non: CustomerCreated\nidentify: { userId: customer.id, traits: { email: customer.email } }';
    const both = bothWays({ ...sources, calls, mappings: [{ path: 'mappings/one.yaml', text }] });
    const found = samples.find(({ delivery }) => delivery.type === 'CustomerCreated');
    if (found === undefined) throw new Error('there is a sample of a customer');
    const mapped = await mapDelivery(found.delivery, both.whole.catalog);
    expect(mapped).toMatchObject({ status: 'failed', failure: { code: 'call-invalid' } });
    expect(await mapDelivery(found.delivery, both.back.catalog)).toEqual(mapped);
  });
});
