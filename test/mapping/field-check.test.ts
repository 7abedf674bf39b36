import { expect, test } from 'vitest';
import { said } from './said-of-orders.ts';

const asField = (expression: string) => `a?: |\n  ${expression}`;

test.each([
  'order.id',
  'order.lines[0].sku',
  '[order.lines.sku]',
  'order.lines.sku[]',
  '$count(order.lines)',
  '$sum(order.lines.quantity)',
  '$sum(order.lines.(price.centAmount * quantity)) > 0',
  '$money(order.total)',
  '$money({"centAmount": $sum(order.lines.price.centAmount), "fractionDigits": order.total.fractionDigits})',
  '$round($sum(order.lines.$money(price)), 2)',
  '$join(order.lines.sku, ", ")',
  '[$map(order.lines, function($line, $index) { {"sku": $line.sku, "position": $index + 1} })]',
  '$filter(order.lines, function($line) { $line.quantity > 1 })[0].sku',
  '$single(order.lines, function($line) { $line.id = order.id }).sku',
  '$reduce(order.lines, function($sum, $line) { $sum + $line.quantity }, 0)',
  '[$sort(order.lines, function($a, $b) { $a.quantity > $b.quantity }).sku]',
  '[order.lines^(>quantity).sku]',
  'order.lines[quantity > 1][0].sku',
  'order.lines[-1].name ~> $localized("en")',
  '[order.lines@$line#$index.{"sku": $line.sku, "position": $index}]',
  '[order.lines.children.children.{"sku": sku, "of": $$.order.id}]',
  'order.parent.parent.parent.total.currencyCode',
  'order.payment.iban ?? order.payment.digits ?? "none"',
  'order.payment.kind = "card" ? order.payment.digits : null',
  'order.tree.leaf[0]',
  '($skus := order.lines.sku; $join($skus))',
  '($of := function($line) { $line.sku }; [order.lines.$of($)])',
  '($f := function($n) { $n.id = "x" ? $f($n.parent) : $n.total.currencyCode }; $f(order))',
  '$merge([{"a": order.id}, {"b": note}]).b',
  '[order.lines ~> $map(function($line) { $line.price.currencyCode })]',
  '$lookup(order, "unheard")',
  'order.custom.fields.anything.at.all',
  'order.lines{sku: quantity}',
  '[order.lines.(sku & " " & $string(quantity))]',
  '$map(order.lines, $string)[0]',
  '$distinct(order.labels)',
  'order.labels',
  '[order.lines.name.*][0]',
  '$exists(order.parent) ? order.parent.id',
  '$count(order.lines[children])',
  'order.id.$substring(0, 2)',
  '[order.lines[sku.$contains("a")].id]',
  'order.lines{sku: $sum(quantity)}',
  '[$map(order.lines.sku, $trim ~> $uppercase)]',
  '($short := $substring(?, 0, 2) ~> $uppercase; [$map(order.lines.sku, $short)])',
  '$reduce(order.lines.quantity, $power)',
  '[$filter(order.lines, $exists)]',
  '$replace(order.id, /a/, "b")',
  '[$default($split(order.id, "-"), 0)[$length($) > 1]]',
  '[$map($exists(note) ? $split(note, "-") : 0, $uppercase)]',
  '[$append(order.id, note).$uppercase($)]',
  '{"a": null, "b": 1}[a = null].b',
  'order.lines.price ~> $sumMoney ~> $money',
  '($of := function($x) { $type($x) = "string" ? $lowercase($x) : 1 }; [$of(order.id), $of(order.lines[0].quantity)])',
  'order.total.centAmount / $count(order.lines)',
])('nothing is said of %s', (expression) => {
  expect(said(asField(expression))).toEqual([]);
});

const typo = 'did you mean order.lines.sku?';

test.each([
  ['order.lines[0].skku', typo],
  ['order.lines[skku = "a"].id[0]', typo],
  ['[$map(order.lines, function($line) { $line.skku })]', typo],
  ['[order.lines ~> $map(function($line) { $line.skku })]', typo],
  ['[order.lines ~> $filter(function($line) { $line.skku = "a" })]', typo],
  ['$filter(order.lines, function($l) { $l.skku = "a" })[0].id', typo],
  ['$filter(order.lines, function($l) { $l.sku = "a" })[0].skku', typo],
  ['$single(order.lines, function($l) { $l.sku = "a" }).skku', typo],
  ['$reduce(order.lines, function($text, $l) { $text & $l.skku }, "")', typo],
  ['[$sort(order.lines, function($a, $b) { $a.skku > $b.sku })]', typo],
  ['[order.lines^(skku)]', typo],
  ['[order.lines^(sku).skku]', typo],
  ['[order.lines@$line.($line.skku)]', typo],
  ['[order.lines@$line[$line.skku = "a"].($line.sku)]', typo],
  ['[order.lines.{"sku": skku}]', typo],
  ['order.lines{skku: quantity}', typo],
  ['($lines := order.lines; [$lines.skku])', typo],
  ['($of := function($line) { $line.skku }; [order.lines.$of($)])', typo],
  ['($of := function($line) { $line.skku }; [$map(order.lines, $of)])', typo],
  ['order.id ?? order.lines[0].skku', typo],
  ['order.id ? order.lines[0].skku : null', typo],
  ['$sum(order.lines.(price.centAmount * quanttiy))', 'did you mean order.lines.quantity?'],
  ['$reverse(order.lines)[0].skku', typo],
  ['$append(order.lines, order.lines)[0].skku', typo],
  ['$default(order.lines, [])[0].skku', typo],
  ['[order.lines.children.children.skku]', 'did you mean order.lines.children.children.sku?'],
  ['order.parent.parent.totel.currencyCode', 'did you mean order.parent.parent.total?'],
  ['order.payment.ibam', 'did you mean order.payment.iban?'],
  ['order.tree.leav[0]', 'did you mean order.tree.leaf?'],
  ['[order.lines.{"sku": sku}.skv]', 'did you mean sku?'],
  ['[$map(order.lines, function($l) { {"sku": $l.sku} }).skv]', 'did you mean sku?'],
  ['order.id.letters', 'order.id is text: it has no fields'],
  ['order.id.length', 'write $length(order.id)'],
  [
    'order.lines[id = order.id][0].sku',
    'names are looked up in order.lines here; for that of the whole delivery, write $$.order',
  ],
])('%s: %s', (expression, hint) => {
  expect(said(asField(expression))).toEqual([hint]);
});

test.each([
  ['order.total.centAmount / 100', 'inexact-amount'],
  ['order.total.centAmount * 0.01', 'inexact-amount'],
  ['$sum(order.lines.price.centAmount) / 100', 'inexact-amount'],
  ['$sum(order.lines.(price.centAmount * quantity)) / 100', 'inexact-amount'],
  ['($cents := order.total.centAmount; $cents / $power(10, 2))', 'inexact-amount'],
  ['$reduce(order.lines, function($s, $l) { $s + $l.price.centAmount }, 0) / 100', 'inexact-amount'],
  ['$sum(order.lines.$money(price))', 'inexact-amount'],
  ['$sum($map(order.lines, function($l) { $money($l.price) }))', 'inexact-amount'],
  ['$money(order.total) + $money(order.total)', 'inexact-amount'],
  ['[order.lines.($money(price) * quantity)]', 'inexact-amount'],
  ['order.lines[0].name.en', 'one-language'],
  ['order.lines[0].name.`de-DE`', 'one-language'],
  ['order[id]', 'filter-keeps-all'],
  ['order["id"]', 'filter-keeps-all'],
  ['$count(order.lines["sku"])', 'filter-keeps-all'],
  ['order.total.centAmount / (10)', 'inexact-amount'],
  ['order.lines.sku', 'one-or-many'],
  ['order.lines.{"sku": sku}', 'one-or-many'],
  ['$map(order.lines, function($l) { $l.sku })', 'one-or-many'],
  ['order.lines^(sku).id', 'one-or-many'],
])('%s is warned of as %s', (expression, code) => {
  expect(said(asField(expression))).toEqual([code]);
});

test.each([
  '$map(order.lines, "sku")',
  '[$filter(order.lines, order.id = "a")]',
  '$sort(order.lines, "sku")[0].id',
  '$match(order.id, "a")[0].match',
  '$contains(order.id, 5)',
  'order.lines > 0',
  'order.total + 1',
  'order.lines + 1',
  '-order.id',
  '["a".."c"]',
  'order.lines[0].quantity ~> $lowercase',
  'order.lines[0].quantity ~> $lowercase()',
  'order.lines[0].quantity.$uppercase()',
  '$uppercase()',
  '[$map(order.lines.quantity, $uppercase)]',
  '$substring(order.lines[0].quantity, 1)',
  '$formatNumber(order.lines[0].quantity)',
  '$split(order.id)',
  '$round("5")',
  'order.id()',
  '{"a": 1, "a": 2}.a',
  '$money(order)',
  '$exists($sumMoney(order.lines))',
  '[$map(order.lines, $money)]',
  '$money({"cents": 5, "fractionDigits": 2})',
])('%s fails', (expression) => {
  expect(said(asField(expression))).toEqual(['expression-failed']);
});

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
])('held against the schema of an event: %s', (_name, lines, codes) => {
  expect(said(lines, 'Order Seen')).toEqual(codes);
});

test.each([
  ['$exists(note)', 'a: note', []],
  ['$exists($named) and order.id = "a"', 'a: $named', []],
  ['note = "a"', 'a: note\nb: $named', []],
  ['order.parent.buyer.id > "a"', 'a: order.parent.id', []],
  ['($exists(note))', 'a: $lowercase(note)', []],
  ['$exists(note) or order.id = "a"', 'a: note', ['may-be-nothing']],
  ['$not($exists(note))', 'a: note', ['may-be-nothing']],
])('where "when" is %s, without "?": %s', (when, lines, codes) => {
  expect(said(lines, 'Seen', `'${when}'`)).toEqual(codes);
});
