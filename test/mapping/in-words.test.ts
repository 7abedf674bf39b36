import { describe, expect, it } from 'vitest';
import { fieldsRead } from '../../src/mapping/in-words/fields-read.ts';
import { expressionInWords } from '../../src/mapping/in-words/in-words.ts';

describe('an expression in words', () => {
  it.each([
    ['customer.email', '`customer.email`'],
    ['$lowercase(customer.email)', '`customer.email` in small letters'],
    [
      '$present($lowercase($trim(customer.email)))',
      '`customer.email` without blanks around, in small letters, unless it is blank',
    ],
    [
      '$addressById(customer.addresses, customer.defaultShippingAddressId).city',
      '`city` of the one of `customer.addresses` whose id is `customer.defaultShippingAddressId`',
    ],
    ['customer.addresses[0].city', '`city` of the first of `customer.addresses`'],
    ['customer.addresses[-1]', 'the last of `customer.addresses`'],
    ['customer.addresses[-2]', 'number 2 from behind of `customer.addresses`'],
    ['customer.addresses[2]', 'number 3 of `customer.addresses`'],
    [
      'addresses[country = "NO" and $exists(city)]',
      'those of `addresses` where (`country` is `"NO"` and there is `city`)',
    ],
    ['(addresses[id = $id])[0].city', '`city` of the first of those of `addresses` where `id` is `$id`'],
    ['stores.key[]', '`stores.key`, always as a list'],
    ['custom.fields.`e-bike`', '`` custom.fields.`e-bike` ``'],
    ['$', 'it'],
    ['$.name', '`name`'],
    ['$$.type', '`type` of the whole delivery'],
    ['vip ? "gold" : "none"', 'if `vip`, then `"gold"`, otherwise `"none"`'],
    ['$default(address, {})', '`address`, or else an object without fields'],
    ['vip ? 1', 'if `vip`, then 1, otherwise nothing'],
    ['a ? b : c ? d : e', 'if `a`, then `b`, otherwise if `c`, then `d`, otherwise `e`'],
    ['$default(a, $default($present(b), null))', '`a`, or else `b` unless it is blank, or else null'],
    ['a = 1 and b != 2 or c in ["x", "y"]', '`a` is 1 and `b` is not 2 or `c` is one of `"x"` or `"y"`'],
    ['(a or b) and c', '(`a` or `b`) and `c`'],
    ['$not(a >= 3)', 'not (`a` is at least 3)'],
    [
      '"ORD-" & id & "-" & $string(version)',
      '`"ORD-"` followed by `id` followed by `"-"` followed by (`version` as text)',
    ],
    ['a - b / 2', '`a` minus (`b` divided by 2)'],
    ['-a', 'minus `a`'],
    ['$money($subtractMoney(total, shipping))', '(`total` less `shipping`) as an amount in whole units'],
    ['$sum(lineItems.quantity)', 'the sum of `lineItems.quantity`'],
    ['$joinPresent([firstName, lastName])', '`firstName` and `lastName`, joined by a blank'],
    ['$join(tags, ", ")', '`tags`, joined by `", "`'],
    ['$localized(name, [locale, "en"])', '`name` in the first language there is of `locale` and `"en"`'],
    ['$lookup($methods, method)', 'what `$methods` has for `method`'],
    ['[a, b]', '[`a`; `b`]'],
    ['[]', 'an empty list'],
    ['items.{"id": id}', 'for each of `items`: { `"id"`: `id` }'],
    ['items.$money(price)', 'for each of `items`: `price` as an amount in whole units'],
    ['items^(price)', '`items`, sorted by `price`'],
    ['items^(>price, id)', '`items`, sorted by `price` in descending order, then `id`'],
    ['$count(items{id: name})', '`$count(items{id: name})`'],
    ['a ~> $uppercase', '`a` in capital letters'],
    ['a ~> $substringBefore("@")', 'what stands before `"@"` in `a`'],
    ['($x := a.b; $x & "!")', '`$x` followed by `"!"`, where `$x` is `a.b`'],
    ['$contains(code, /^A/)', '`code` contains `/^A/g`'],
    ['$round(total)', '`total` rounded'],
    ['$round(total, 1)', '`total` rounded to 1 digits'],
    ['$replace(a, "-", "", 1)', 'what `$replace` makes of `a`, `"-"`, `""` and 1'],
    ['$fromMillis(a, "[Y]")', 'what `$fromMillis` makes of `a` and `"[Y]"`'],
    ['a.$substringBefore("@")', 'for each of `a`: what `$substringBefore` makes of `"@"`'],
    ['a.$substring(0, 1)', 'for each of `a`: what `$substring` makes of 0 and 1'],
    ['$substring(a, 0, 1)', '1 characters of `a` from position 0'],
    ['$formatNumber(total, "0.00")', 'what `$formatNumber` makes of `total` and `"0.00"`'],
    ['null', 'null'],
    // Rare, or not to be compiled: as it stands.
    ['$map(items, function($v) { $v.id })', '`$map(items, function($v) { $v.id })`'],
    ['customer.*\n  .id', '`customer.* .id`'],
    ['a ==', '`a ==`'],
  ])('%s', (expression, words) => {
    expect(expressionInWords(expression)).toBe(words);
  });
});

describe('a position within each item of a list', () => {
  const lists = ['items', '$order.lines'];

  it.each([
    ['items.ids[0]', 'for each of `items`: the first of `ids`'],
    [
      'items[id = "a"].kind.ids[-1]',
      'for each of `kind` of those of `items` where `id` is `"a"`: the last of `ids`',
    ],
    ['$count($order.lines.ids[0])', 'the number of (for each of `$order.lines`: the first of `ids`)'],
    ['items[0].ids[0]', 'the first of `ids` of the first of `items`'],
    ['(items.ids)[0]', 'the first of `items.ids`'],
    ['order.ids[0]', 'the first of `order.ids`'],
  ])('%s', (expression, words) => {
    expect(expressionInWords(expression, (path) => lists.includes(path))).toBe(words);
  });
});

describe('the fields that an expression reads', () => {
  const names = new Map([
    ['email', '$lowercase(customer.email)'],
    ['order', 'order'],
    ['lines', '[$order.lineItems, $order.customLineItems]'],
    ['address', 'addresses[id = $id]'],
    ['id', 'defaultId'],
    ['round', '$round & $email'],
  ]);

  it.each([
    ['customer.email', ['customer.email']],
    ['$email & customer.id & customer.id', ['customer.email', 'customer.id']],
    [
      'customer.addresses[id = $$.x.id and city = "a"].city',
      ['customer.addresses.city', 'customer.addresses.id', 'x.id'],
    ],
    ['codes[state = "on"]', ['codes']],
    ['$order.codes[state = $email].id', ['order.codes.id', 'order.codes.state', 'customer.email']],
    ['$.customer.email & items.($.price)', ['customer.email', 'items']],
    ['$address.city', ['addresses', 'defaultId']],
    ['$sum($lines.quantity)', ['order.lineItems', 'order.customLineItems']],
    ['$order.totalPrice.currencyCode', ['order.totalPrice.currencyCode']],
    ['items.(price + $email)', ['items', 'customer.email']],
    ['a ? b : $exists(c) ? {"x": d}', ['a', 'b', 'c', 'd']],
    ['$round', ['customer.email']],
    ['"text"', []],
    ['a ==', []],
  ])('%s', (expression, fields) => {
    expect(fieldsRead(expression, names)).toEqual(fields);
  });
});
