import { describe, expect, it } from 'vitest';
import { cameBack } from '../came-back.ts';
import { mapper } from '../cli/workspace.ts';
import { mapping, opened, path, rich } from './opened.ts';

const fetching = `description: Items of an order come back.
on: ReturnInfoAdded
fetch:
  order: resource.id
track:
  event: Order Returned
  userId: $order.customerId
`;

describe('save-case', () => {
  it('writes what the test command would write', async () => {
    const { ask, read, root } = await opened();
    const sample = JSON.stringify(JSON.parse(await read(rich)));
    const saved = await ask('save-case', { mapping, name: 'kept', sample });
    expect(saved).toMatchObject({ status: 200, body: { holds: '1 call' } });
    expect(await read('test/mappings/customer.created/kept.delivery.json')).toBe(await read(rich));
    const told = await mapper(['test', '--root', root]);
    expect(told).toMatchObject({ code: 0, stdout: expect.stringContaining('ok    customer.created/kept\n') });
  });

  it('replaces a case only when it is told to', async () => {
    const { ask, read, files } = await opened();
    const before = await files();
    const question = { mapping, name: 'rich', sample: (await read(rich)).replaceAll('Marlene', 'Ida') };
    expect(await ask('save-case', question)).toMatchObject({
      status: 409,
      body: { error: 'The case customer.created/rich is there already.' },
    });
    expect(await files()).toEqual(before);
    expect(await ask('save-case', { ...question, overwrite: true })).toMatchObject({ status: 200 });
    expect(await read('test/mappings/customer.created/rich.calls.json')).toContain('"Ida"');
  });

  it('takes no name that some disks take for that of another case, whether told to replace it or not', async () => {
    const { ask, read, files } = await opened();
    const before = await files();
    for (const overwrite of [false, true])
      expect(
        await ask('save-case', { mapping, name: 'Rich', sample: await read(rich), overwrite }),
      ).toMatchObject({
        status: 400,
        body: { error: 'customer.created/rich differs from it in capitals alone: take another name.' },
      });
    expect(await files()).toEqual(before);
  });

  it('puts look-alikes in place of all that is personal where it is told to', async () => {
    const { ask, read, root } = await opened();
    const sample = await read(rich);
    const saved = await ask('save-case', { mapping, name: 'kept', sample, scrub: true });
    expect(saved).toMatchObject({
      status: 200,
      body: { holds: '1 call', replaced: expect.stringMatching(/^\d+ values replaced by look-alikes$/) },
    });
    const written = await Promise.all(
      ['delivery', 'calls'].map((part) => read(`test/mappings/customer.created/kept.${part}.json`)),
    );
    const { customer, id } = JSON.parse(sample);
    const personal = [customer.email, customer.firstName, customer.id, id];
    expect(personal.filter((text) => written.join().includes(text))).toEqual([]);
    expect(await mapper(['test', '--root', root])).toMatchObject({ code: 0 });
  });

  it('says where a look-alike makes a difference to the mapping', async () => {
    const { ask, read, write } = await opened();
    const text = await read(path);
    await write(
      path,
      text.replace('identify:', 'when: customer.email = $lowercase("Marlene.Oster@example.org")\nidentify:'),
    );
    const { body } = await ask('save-case', { mapping, name: 'kept', sample: await read(rich), scrub: true });
    expect(body).toMatchObject({
      holds: expect.stringContaining('skipped'),
      replaced: expect.stringMatching(
        / replaced by look-alikes; of the original the mapping makes something else \(1 call: identify\): put in by hand what makes the difference, as an invented value$/,
      ),
    });
  });

  it.each([
    {
      what: 'of what is fetched',
      more: { fetched: '{}' },
      says: /^Look-alikes are for the delivery alone: .* save under a new name, then write it by hand, with invented people\.$/,
    },
    {
      what: 'of what is no delivery',
      more: { sample: '{}' },
      says: /^Nothing is written: it holds no delivery: /,
    },
    {
      what: 'of a type that is not known',
      more: {
        sample:
          '{"notificationType":"Message","type":"WorldEnded","resource":{"typeId":"customer","id":"1"}}',
      },
      says: /^Nothing is written: its type has no schema, so nobody can say what in it is personal\.$/,
    },
  ])('makes no look-alikes $what, and writes nothing', async ({ more, says }) => {
    const { ask, files, read } = await opened();
    const before = await files();
    const question = { mapping, name: 'kept', sample: await read(rich), scrub: true, ...more };
    const { status, body } = await ask('save-case', question);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).toEqual({ error: expect.stringMatching(says) });
    expect(await files()).toEqual(before);
  });

  it('takes a name that a case of another mapping has', async () => {
    const { ask, read, write } = await opened();
    await write('mappings/customer.told.yaml', await read(path));
    const question = { mapping: 'customer.told', name: 'rich', sample: await read(rich) };
    expect(await ask('save-case', question)).toMatchObject({ status: 200, body: { holds: '1 call' } });
  });

  it('writes what is fetched beside the sample, leaves it there later, and asks for what it lacks', async () => {
    const { ask, files, read, root, write } = await opened();
    await write('mappings/order.came-back.yaml', fetching);
    await write(
      'test/variants/in-words/variant.yaml',
      "description: In other words.\nchanges:\n  - file: mappings/order.came-back.yaml\n    replace: 'event: Order Returned'\n    by: 'event: Order Came Back'\n",
    );
    const before = await files();
    const question = { mapping: 'order.came-back', name: 'kept', sample: JSON.stringify(cameBack) };
    expect(await ask('save-case', { ...question, fetched: '{}' })).toMatchObject({
      status: 409,
      body: {
        error: expect.stringMatching(/^the mapping fetches order\/o-1, which the file does not hold: /),
      },
    });
    expect(await files()).toEqual(before);
    const fetched = '{"order/o-1":{"id":"o-1","version":4,"customerId":"c-1"}}';
    expect(await ask('save-case', { ...question, fetched })).toMatchObject({ status: 200 });
    const kept = await files();
    expect(await ask('save-case', { ...question, overwrite: true })).toMatchObject({ status: 200 });
    expect(await files()).toEqual(kept);
    // What stands beside a case stays there, so that emptying it helps under a new name alone.
    const scrubbed = { ...question, scrub: true, overwrite: true };
    expect(await ask('save-case', scrubbed)).toMatchObject({ status: 409 });
    expect(await files()).toEqual(kept);
    expect(await ask('save-case', { ...scrubbed, name: 'new' })).toMatchObject({ status: 200 });
    expect(await read('test/mappings/order.came-back/kept.calls.json')).toContain('"userId": "c-1"');
    expect(await mapper(['test', 'order.came-back', '--root', root])).toMatchObject({ code: 0 });
  });

  it('takes no snapshot of a mapping that has errors', async () => {
    const { ask, files, read, write } = await opened();
    await write(path, (await read(path)).replace('customer.firstName', 'customer.fristName'));
    const before = await files();
    const question = { mapping, name: 'kept', sample: await read(rich) };
    for (const asked of [
      ask('save-case', question),
      ask('save-case', { ...question, scrub: true }),
      ask('accept', { mappings: [mapping] }),
    ])
      expect(await asked).toMatchObject({
        status: 409,
        body: { error: `${path} has errors; a snapshot needs none.` },
      });
    expect(await files()).toEqual(before);
  });

  it.each([
    { question: { mapping, name: 'kept', sample: 'no JSON' }, status: 400 },
    { question: { mapping, name: 'kept', sample: '{}', fetched: 'no JSON' }, status: 400 },
    { question: { mapping: 'nobody', name: 'kept', sample: '{}' }, status: 400 },
  ])('writes nothing of $question', async ({ question, status }) => {
    const { ask, files } = await opened();
    const before = await files();
    expect(await ask('save-case', question)).toMatchObject({ status });
    expect(await files()).toEqual(before);
  });
});
