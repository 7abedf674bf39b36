import { expect, test } from 'vitest';
import { sampleFiles } from '../sample-project.ts';
import { workspace } from '../workspace.ts';

const richText = sampleFiles['test/mappings/customer.created/rich.delivery.json'] ?? '';

/** Of the person in it. */
const personal = /marlene|oster|5a1296f7|5a143010/i;

test('takes of several the one that is asked for, of whatever kind', async () => {
  const { mapperWith } = await workspace();
  const { type, customer, ...message } = JSON.parse(richText);
  const several = [
    { ...message, type: 'CustomerDeleted', customer },
    { ...message, payloadNotIncluded: { reason: 'it is too large', payloadType: type } },
    { ...message, notificationType: 'ResourceUpdated', oldVersion: 1, modifiedAt: message.createdAt },
  ];
  for (const [part, holds] of [
    ['1', '"type": "CustomerDeleted"'],
    ['2', '"payloadType": "CustomerCreated"'],
    ['3', '"notificationType": "ResourceUpdated"'],
  ] as const) {
    const told = await mapperWith(JSON.stringify(several), 'capture', '-', '--part', part);
    expect(told).toMatchObject({ code: 0, stdout: expect.stringContaining(holds) });
    expect(told.stdout).not.toMatch(personal);
  }
});

test('says what is to be written beside it where the mapping fetches', async () => {
  const { mapperWith, write } = await workspace();
  const mapping =
    'description: Of more.\non: CustomerCreated\nfetch:\n  more: { kind: customer, id: resource.id }\n';
  const made = 'identify:\n  userId: $more.email\n  traits:\n    from: \'"shop"\'\n';
  await write('mappings/customer.fetched.yaml', `${mapping}${made}`);
  const { stderr } = await mapperWith(richText, 'capture', '-', '--mapping', 'customer.fetched');
  expect(stderr.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')).toContain(
    'customer.fetched fetches customer/ID: write test/mappings/customer.fetched/captured.fetched.json by hand, with invented people,\n' +
      '  {"customer/ID": {…}}\n' +
      '  with null where commercetools has none; then: npm run mapper -- test customer.fetched --update\n',
  );
  expect(stderr).not.toMatch(personal);
});
