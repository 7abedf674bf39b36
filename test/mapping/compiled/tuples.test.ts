import { expect, test } from 'vitest';
import type { EngineDifference } from '../../../src/mapping/expression/engine.ts';
import { compileExpression } from '../../../src/mapping/expression/expression.ts';

const order = {
  id: 'o1',
  lineItems: [
    { sku: 'red', quantity: 2, tags: ['new', 'sale'], variant: { color: 'red', sizes: [{ name: 'S' }] } },
    { sku: 'blue', quantity: 1, tags: [], variant: { color: 'blue', sizes: [{ name: 'M' }, { name: 'L' }] } },
    { sku: 'green', quantity: 3, tags: ['new'], variant: { color: 'green', sizes: [] } },
  ],
  discounts: [{ sku: 'green', off: 5 }],
};

const situations: readonly (readonly [situation: string, text: string, wanted: unknown])[] = [
  ['an item has its place', 'order.lineItems#$i.(sku & $i)', ['red0', 'blue1', 'green2']],
  ['a later part has it, too', 'order.lineItems#$i.variant.sizes.(name & $i)', ['S0', 'M1', 'L1']],
  ['each list is counted from 0', 'order.lineItems.tags#$i.($ & $i)', ['new0', 'sale1', 'new0']],
  [
    'a part says what it is a part of',
    'order.lineItems.variant.(color & %.quantity)',
    ['red2', 'blue1', 'green3'],
  ],
  [
    'and of what that is a part',
    'order.lineItems.variant.sizes.(name & %.%.sku & %.%.%.id)',
    ['Sredo1', 'Mblueo1', 'Lblueo1'],
  ],
  [
    'a name keeps an item',
    'order.lineItems@$l.discounts.(sku & $l.sku)',
    ['greenred', 'greenblue', 'greengreen'],
  ],
  [
    'one list is joined with another',
    'order.lineItems@$l.discounts[sku = $l.sku].{"sku": sku, "left": $l.quantity - off}',
    { sku: 'green', left: -2 },
  ],
  ['a condition knows the place', 'order.lineItems#$i[$i > 0].sku', ['blue', 'green']],
  ['a condition knows what is around', 'order.lineItems.variant[%.quantity > 1].color', ['red', 'green']],
  ['what is left is counted anew', 'order.lineItems[quantity > 1]#$i.(sku & $i)', ['red0', 'green1']],
  ['one of all is taken', 'order.lineItems#$i[-1].{"sku": sku, "at": $i}', { sku: 'green', at: 2 }],
  [
    'what is ordered keeps its place',
    'order.lineItems#$i^(quantity).(sku & $i)',
    ['blue1', 'red0', 'green2'],
  ],
  ['an order is counted', 'order.lineItems^(>quantity)#$i.(sku & $i)', ['green0', 'red1', 'blue2']],
  ['one item stays in its list', 'order.discounts#$i.{"at": $i}[]', [{ at: 0 }]],
  ['any name will do', 'order.discounts@$undefined.id.($ & $undefined.off)', 'o15'],
  ['nothing comes to nothing', 'order.returns#$i.{"at": $i}', undefined],
  ['a name is that of the innermost', 'order.lineItems#$i.($i := 7; $i)', [7, 7, 7]],
  [
    'a function takes it along',
    '$map(order.lineItems#$i.(function($n) { $n + $i }), function($f) { $f(1) })',
    [1, 2, 3],
  ],
];

test.each(situations)('%s: %s', async (_situation, text, wanted) => {
  const read = compileExpression({ text, placeAt: () => ({ file: 'f', line: 1, column: 1 }) });
  if (!read.ok) throw new Error(read.issue.message);
  const differences: EngineDifference[] = [];
  await read.expression.evaluate(
    { order },
    {},
    { name: 'shadow', onDifference: (one) => differences.push(one) },
  );
  expect(differences).toEqual([]);
  // Of what is left to jsonata there is a promise.
  expect(read.expression.evaluate({ order })).toEqual({ ok: true, value: wanted });
});
