import { describe, expect, it } from 'vitest';
import type { CompleteAnswer, HoverAnswer } from '../../src/playground/contract.ts';
import { opened } from './opened.ts';

/** A mapping in which `|` is the cursor. */
const inMapping = (lines: string) => `description: Who it is.
on: OrderCreated
let:
  order: order
  lines: order.lineItems
${lines}`;

async function offered(marked: string) {
  const { ask, write } = await opened();
  await write('mappings/tables/coupons.yaml', 'a: b\n');
  await write(
    'mappings/shared/amounts.yaml',
    'description: Amounts.\nfrom: [order]\nlet:\n  total: $order.totalPrice\n',
  );
  await ask('news', { path: 'mappings/asked.yaml' });
  const offset = marked.indexOf('|');
  const edited = { path: 'mappings/asked.yaml', text: marked.replace('|', '') };
  const { body } = await ask('complete', { edited, mapping: 'asked', offset });
  const { from, options } = body as CompleteAnswer;
  const hover = (await ask('hover', { edited, mapping: 'asked', offset })).body as HoverAnswer | null;
  return { word: edited.text.slice(from, offset), options, labels: options.map(({ label }) => label), hover };
}

describe('completion', () => {
  it.each([
    {
      text: 'identify:\n  |',
      word: '',
      has: ['userId', 'userId?', 'traits', 'context?'],
      hasNot: ['on', 'email'],
    },
    {
      text: 'identify:\n  userId: order.id\n  tra|',
      word: 'tra',
      has: ['traits', 'anonymousId?'],
      hasNot: ['userId', 'userId?'],
    },
    {
      text: 'identify:\n  traits:\n    fir|',
      word: 'fir',
      has: ['firstName', 'firstName?', 'address'],
      hasNot: ['userId'],
    },
    {
      text: 'identify:\n  traits:\n    address?:\n      |',
      word: '',
      has: ['city', 'postalCode?'],
      hasNot: ['email'],
    },
    {
      text: 'track:\n  event: Order Completed\n  properties:\n    |',
      word: '',
      has: ['order_id', 'products', 'total?'],
      hasNot: ['firstName'],
    },
    {
      text: 'track:\n  - event: Order Completed\n    |',
      word: '',
      has: ['userId', 'properties'],
      hasNot: ['event', 'on'],
    },
    {
      text: '|',
      word: '',
      has: ['identify', 'track', 'when', 'needs'],
      hasNot: ['on', 'description', 'let'],
    },
    { text: 'track:\n  event: Order Co|', word: 'Order Co', has: ['Order Completed'], hasNot: ['order'] },
    {
      text: 'regulation:\n  userId: resource.id\n  regulationType: SUPP|',
      word: 'SUPP',
      has: ['SUPPRESS_WITH_DELETE', 'DELETE_ONLY'],
      hasNot: ['order', '$money'],
    },
    { text: 'regulation:\n  |', word: '', has: ['userId', 'regulationType'], hasNot: ['traits', 'userId?'] },
    {
      text: 'identify:\n  userId: |',
      word: '',
      has: ['order', 'resource', '$order', '$total', '$coupons', '$money'],
      hasNot: ['id?'],
    },
    {
      text: 'identify:\n  userId: order.cust|',
      word: 'cust',
      has: ['customerId', 'customerEmail'],
      hasNot: ['$money', 'resource'],
    },
    {
      text: 'identify:\n  userId: order.shippingAddress.|',
      word: '',
      has: ['city', 'country'],
      hasNot: ['customerId'],
    },
    {
      text: 'identify:\n  userId: $order.lineItems[0].price.|',
      word: '',
      has: ['value', 'discounted'],
      hasNot: ['quantity'],
    },
    {
      text: 'identify:\n  userId: $lines.pr|',
      word: 'pr',
      has: ['productId', 'price'],
      hasNot: ['customerId'],
    },
    {
      text: 'identify:\n  userId: $total.|',
      word: '',
      has: ['centAmount', 'currencyCode'],
      hasNot: ['customerId'],
    },
    {
      text: 'identify:\n  userId: $default(order.billingAddress, order.shippingAddress).|',
      word: '',
      has: ['city'],
      hasNot: ['customerId'],
    },
    {
      text: 'identify:\n  userId: order.lineItems[quan|',
      word: 'quan',
      has: ['quantity'],
      hasNot: ['customerId'],
    },
    {
      text: 'identify:\n  userId: >\n    $lines.{ "id": prod|',
      word: 'prod',
      has: ['productId'],
      hasNot: ['customerId'],
    },
    { text: 'identify:\n  userId: |\n    x', word: '', has: ['order'], hasNot: [] },
    {
      text: 'identify:\n  traits:\n    note: >\n      order.cust|',
      word: 'cust',
      has: ['customerId'],
      hasNot: ['traits'],
    },
    { text: 'identify:\n  userId: $mon|', word: '$mon', has: ['$money', '$order'], hasNot: ['order'] },
  ])('offers at $text what may stand there', async ({ text, word, has, hasNot }) => {
    const found = await offered(inMapping(text));
    expect(found.word).toBe(word);
    expect(found.labels).toEqual(expect.arrayContaining(has));
    expect(found.labels.filter((label) => hasNot.includes(label))).toEqual([]);
    expect(new Set(found.labels).size).toBe(found.labels.length);
  });

  it.each([
    'identify:\n  userId: order.nothing.|',
    'identify:\n  userId: order.customerId.|',
    'identify:\n  userId: \'"ord|"\'',
    'identify: # ord|',
    'needs:\n  order: the o|',
  ])('offers nothing at %s', async (text) => {
    expect((await offered(inMapping(text))).labels).toEqual([]);
  });

  it('offers types', async () => {
    const { labels, word } = await offered('description: x\non: [OrderCreated, Customer|]\n');
    expect([word, labels.includes('CustomerCreated')]).toEqual(['Customer', true]);
  });

  it('writes the colon of a key, where there is none yet', async () => {
    const { options } = await offered(inMapping('identify:\n  user|'));
    expect(options.find(({ label }) => label === 'userId')).toMatchObject({
      apply: 'userId: ',
      info: expect.stringMatching(/\w/),
    });
    const again = await offered(inMapping('identify:\n  user|: order.id'));
    expect(again.options.find(({ label }) => label === 'userId')).toMatchObject({ apply: 'userId' });
  });

  it('says what a field holds, and what a function does', async () => {
    const { options } = await offered(inMapping('identify:\n  userId: |'));
    expect(options.find(({ label }) => label === '$money')).toMatchObject({
      kind: 'function',
      detail: expect.stringMatching(/^\(\w/),
      info: expect.stringContaining('\n'),
    });
    const fields = await offered(inMapping('identify:\n  userId: order.|'));
    expect(fields.options.find(({ label }) => label === 'totalPrice')).toMatchObject({ detail: 'money' });
  });
});

describe('explanations of words', () => {
  it.each([
    { text: 'identify:\n  user|Id: order.id', title: 'userId', says: /id/i },
    {
      text: 'identify:\n  userId: order.custom|erId',
      title: 'order.customerId',
      says: /^text; may be absent/,
    },
    { text: 'identify:\n  userId: $line|s.quantity', title: '$lines', says: /order\.lineItems/ },
    { text: 'identify:\n  userId: $lines.quant|ity', title: 'order.lineItems.quantity', says: /^number/ },
    { text: 'identify:\n  userId: $lower|case(order.id)', title: '$lowercase(text)', says: /JSONata/ },
    { text: 'identify:\n  userId: $coup|ons', title: '$coupons', says: /a table/ },
    { text: 'when: $exists(ord|er)\nidentify:\n  userId: order.id', title: 'order', says: /^map/ },
  ])('tell of $title', async ({ text, title, says }) => {
    const { hover } = await offered(inMapping(text));
    expect(hover?.title).toBe(title);
    expect(hover?.lines.join('\n')).toMatch(says);
  });

  it('hold what commercetools says of a field, where its SDK is installed', async () => {
    const { ask } = await opened();
    const edited = {
      path: 'mappings/asked.yaml',
      text: 'description: x\non: OrderCreated\nwhen: $exists(order.id)\n',
    };
    const offset = edited.text.indexOf('order.id') + 7;
    const { body } = await ask('hover', { edited, mapping: 'asked', offset });
    expect(body).toMatchObject({ title: 'order.id', lines: ['text; always there'] });
  });

  it.each(['identify:\n  userId: 1|2', 'identify: # some wo|rds', 'identify:\n  userId: order.noth|ing'])(
    'have nothing to say at %s',
    async (text) => {
      expect((await offered(inMapping(text))).hover).toBe(null);
    },
  );
});
