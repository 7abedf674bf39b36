import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import type { SourceFile } from '../../src/mapping/catalog.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';

const project = await readProjectFiles();
const file = (path: string, value: unknown): SourceFile => ({ path, text: JSON.stringify(value) });
const text = { type: 'string' };
const ref = (name: string) => ({ $ref: `#/definitions/${name}` });

/** An order with lines in lines, texts in languages, money, and a payment of two kinds. */
const order = {
  type: 'object',
  properties: { order: ref('Order'), note: text },
  required: ['order'],
  definitions: {
    Order: {
      type: 'object',
      properties: {
        id: text,
        lines: { type: 'array', items: ref('Line') },
        total: ref('Money'),
        payment: { anyOf: [ref('Card'), ref('Transfer')] },
        parent: ref('Order'),
        tree: ref('Tree'),
        labels: { type: 'array', items: text },
        buyer: { type: 'object', properties: { id: text, name: text }, promised: ['id'] },
        custom: { type: 'object', properties: { fields: { type: 'object', additionalProperties: true } } },
      },
      required: ['id', 'lines', 'total'],
      promised: ['buyer'],
    },
    Line: {
      type: 'object',
      properties: {
        id: text,
        sku: text,
        name: { type: 'object', additionalProperties: text },
        price: ref('Money'),
        quantity: { type: 'integer' },
        children: { type: 'array', items: ref('Line') },
      },
      required: ['id', 'sku', 'name', 'price', 'quantity'],
    },
    Money: {
      type: 'object',
      properties: {
        type: text,
        centAmount: { type: 'integer' },
        fractionDigits: { type: 'integer' },
        currencyCode: text,
      },
      required: ['centAmount', 'fractionDigits', 'currencyCode'],
    },
    Card: { type: 'object', properties: { kind: { const: 'card' }, digits: text } },
    Transfer: { type: 'object', properties: { kind: { const: 'transfer' }, iban: text } },
    // A list of lists of itself, and a union that holds itself.
    Tree: {
      anyOf: [
        { type: 'array', items: ref('Tree') },
        ref('Tree'),
        { type: 'object', properties: { leaf: text } },
      ],
    },
  },
};

const open = { type: 'object', additionalProperties: true };
const track = {
  type: 'object',
  properties: { type: text, timestamp: text, event: text, userId: text, properties: open },
  required: ['type', 'event', 'userId'],
};
const product = {
  type: 'object',
  properties: { product_id: text, price: { type: 'number' }, quantity: { type: ['integer', 'null'] } },
  required: ['product_id'],
};
const seen = {
  type: 'object',
  properties: {
    properties: {
      type: 'object',
      properties: {
        order_id: text,
        currency: text,
        total: { type: 'number' },
        products: { type: 'array', items: product },
      },
      required: ['order_id'],
    },
  },
};

/** The project with these types alone: a delivery `Ordered`, a call `track`, an event `Order Seen`. */
const sources = {
  ...project,
  inputs: new Map([['Ordered', file('ordered.json', order)]]),
  calls: new Map([['track', file('track.json', track)]]),
  events: new Map([['order-seen', file('order-seen.json', seen)]]),
};

/** What is said of an expression, or of lines of a mapping: codes, and the hint of an unknown field; of what only fails at times, that. */
export function said(lines: string, event = 'Seen', when = '"true"'): readonly string[] {
  const inside = lines.split('\n').map((line) => `    ${line}`);
  const named = `${lines}${when}`.includes('$named') ? 'let:\n  named: note\n' : '';
  const yaml = `description: d\non: Ordered\nwhen: ${when}\n${named}track:\n  event: ${event}\n  userId: order.id\n  properties:\n${inside.join('\n')}\n`;
  const { issues } = buildCatalog({ ...sources, mappings: [{ path: 'm.yaml', text: yaml }] });
  return issues.map(({ code, severity, hint }) => {
    if (code === 'unknown-field') return `${hint}`;
    return code === 'expression-failed' && severity === 'warning' ? 'may fail' : code;
  });
}
