import { expect, test } from 'vitest';
import { said } from './said-of-orders.ts';

test.each([
  ['a field that is always there', 'a: order.id', []],
  ['one that may be absent', 'a: order.parent', ['may-be-nothing']],
  ['one below it', 'a: order.parent.id', ['may-be-nothing']],
  ['one that is documented to be there', 'a: order.buyer.id', []],
  ['one that is not', 'a: order.buyer.name', ['may-be-nothing']],
  ['the first of a list', 'a: order.lines[0].id', ['may-be-nothing']],
  ['with a stand-in', 'a: $default(order.parent.id, order.id)', []],
  ['with a stand-in that may be absent', 'a: $default(order.parent.id, note)', ['may-be-nothing']],
  ['with ??', 'a: order.parent.id ?? order.id', []],
  ['joined to a text', 'a: note & "!"', []],
  ['through a function', 'a: $lowercase(note)', ['may-be-nothing']],
  ['a condition without "else"', 'a: \'order.id = "a" ? 1\'', ['may-be-nothing']],
  ['a question', 'a: $exists(note)', []],
  ['joined of what may all be absent', 'a: $joinPresent([note, order.buyer.name])', ['may-be-nothing']],
  ['joined of that and of more', 'a: $joinPresent([note, order.id])', []],
  ['joined of a list, which may be empty', 'a: $joinPresent(order.labels)', ['may-be-nothing']],
  ['the sum of what may all be absent', 'a: $money($sumMoney([order.parent.total]))', ['may-be-nothing']],
  ['the sum of that and of more', 'a: $money($sumMoney([order.parent.total, order.total]))', []],
  ['the largest of that', 'cents: $max([order.parent.total.centAmount])', ['may-be-nothing']],
  ['the sum of numbers, which is 0', 'a: $sum([order.parent.total.fractionDigits])', []],
  ['what a filter may leave out', 'a: order[id = "x"].id', ['may-be-nothing']],
  ['with ?? that may be absent', 'a: order.parent.id ?? note', ['may-be-nothing']],
  ['one of two that may be absent, by a condition', 'a: \'order.id = "a" ? note : order.buyer.name\'', []],
  ['what a function finds in a list', 'a: $addressById(order.lines, order.id).sku', ['may-be-nothing']],
  ['what a pattern finds', 'a: $match(order.id, /a/).match', ['may-be-nothing']],
  [
    'the first that a function makes of a list',
    'a: $map(order.labels, function($l) { $l })[0]',
    ['may-be-nothing'],
  ],
  ['the mean of a list', 'cents: $average(order.lines.quantity)', ['may-be-nothing']],
  ['the smallest of a list', 'cents: $min(order.lines.quantity)', ['may-be-nothing']],
  ['a number of a text', 'a: $number(note)', ['may-be-nothing']],
  ['a sum', 'cents: order.parent.total.centAmount + 1', ['may-be-nothing']],
  ['a sum, the other way round', 'cents: 1 + order.parent.total.centAmount', ['may-be-nothing']],
  ['less than nothing', 'cents: -order.parent.total.centAmount', ['may-be-nothing']],
  ['an order of texts', 'a: note > "a"', ['may-be-nothing']],
])('without "?", %s', (_name, lines, codes) => {
  expect(said(lines)).toEqual(codes);
});

test.each([
  ['all is right', 'order_id: order.id\nproducts: \'[order.lines.{"product_id": sku}]\'', []],
  ['a key is nearly one', 'order_id: order.id\ncurency?: note', ['unusual-name']],
  [
    'a key is an id, and no slip for a list',
    'order_id: order.id\nproductId?: note\nproduct_id?: note\nproductKey?: note',
    [],
  ],
  [
    'a key is missing in what is made',
    'order_id: order.id\nproducts?: \'[order.lines.{"quantity": 1}]\'',
    ['output-invalid'],
  ],
  [
    'a key is nearly one in what is made',
    'order_id: order.id\nproducts?: \'order.lines.{"product_id": sku, "quantitty": 1}\'',
    ['unusual-name'],
  ],
  [
    'a type is wrong in what is made',
    'order_id: order.id\nproducts?: \'order.lines.{"product_id": quantity}\'',
    ['output-type'],
  ],
  [
    'a required key may have no value',
    'order_id: order.id\nproducts?: \'order.lines.{"product_id": children[0].id}\'',
    ['may-be-nothing'],
  ],
  [
    'a list is made where one text belongs',
    'order_id: order.id\ncurrency?: order.lines.price.currencyCode',
    ['one-or-many'],
  ],
  [
    'a list can only be a list',
    'order_id: order.id\ncurrency?: order.lines.price.currencyCode[]',
    ['output-type'],
  ],
  [
    'a list in the file holds one',
    'order_id: order.id\nproducts:\n  - {product_id: order.id, price: order.id}',
    ['output-type'],
  ],
  ['one key is text', 'order_id: order.id\ncurrency?: \'$keys({"EUR": 1})\'', []],
  ['one of two is a number', 'order_id: \'order.id = "a" ? 5 : order.id\'', []],
  ['both are numbers', 'order_id: \'order.id = "a" ? 5 : 6\'', ['output-type']],
  ['a number, where there is one', 'order_id?: \'order.id = "a" ? 5\'', ['output-type']],
])('held against the schema of an event: %s', (_name, lines, codes) => {
  expect(said(lines, 'Order Seen')).toEqual(codes);
});

test.each([
  ['$exists(note)', 'a: note', []],
  ['$exists($named) and order.id = "a"', 'a: $named', []],
  ['note = "a"', 'a: note\nb: $named', []],
  ['order.parent.buyer.id > "a"', 'a: order.parent.id', []],
  ['($exists(note))', 'a: $lowercase(note)', []],
  ['"a" = note', 'a: note', []],
  ['order.id = "a" and $exists($named)', 'a: $named', []],
  ['$exists($named)', 'a: $named + 1', ['expression-failed']],
  ['$exists(order.parent.total.centAmount)', 'a?: order.parent.total.centAmount / 100', ['inexact-amount']],
  ['$exists(note) or order.id = "a"', 'a: note', ['may-be-nothing']],
  ['$not($exists(note))', 'a: note', ['may-be-nothing']],
])('where "when" is %s, without "?": %s', (when, lines, codes) => {
  expect(said(lines, 'Seen', `'${when}'`)).toEqual(codes);
});
