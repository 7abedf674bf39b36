import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildCatalog } from '../src/mapping/build-catalog.ts';
import type { Mapping } from '../src/mapping/catalog.ts';
import { readable } from '../src/mapping/language/readable.ts';
import { ownMappings } from './by-email.ts';
import { type RandomOrder, randomOrder } from './random-order.ts';

const seeded = { seed: 20_260_504, numRuns: 200 };
const sources = await ownMappings();

function compiled(name: string): Mapping {
  const mappings = sources.mappings.filter(({ path }) => path.endsWith(`/${name}.yaml`));
  const { catalog, issues } = buildCatalog({ ...sources, mappings });
  expect(issues).toEqual([]);
  const [mapping] = catalog.mappings;
  if (mapping === undefined) throw new Error(`there is no mapping ${name}`);
  return mapping;
}

const completed = compiled('order.completed');
const placed = (order: unknown) =>
  completed.run(readable({ type: 'OrderCreated', order }), '2026-05-04T10:21:07.498Z');

/** The amounts of a call, as Segment gets them. */
type Amounts = Readonly<Record<'total' | 'subtotal' | 'revenue' | 'shipping' | 'tax' | 'discount', unknown>>;
interface Properties extends Amounts {
  readonly currency: string;
  readonly products: readonly { readonly price: number; readonly quantity: number }[];
}

async function propertiesOf(order: unknown): Promise<Properties> {
  const result = await placed(order);
  if (result.status !== 'mapped') throw new Error(JSON.stringify(result));
  return result.calls[0]?.['properties'] as unknown as Properties;
}

/** The number as it is written in JSON, in units of so many digits; anything with more digits is an error. */
function unitsOf(amount: unknown, digits: number): bigint | undefined {
  if (amount === undefined) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(JSON.stringify(amount)) ?? [];
  const zeros = digits + Number(exponent) - fraction.length;
  if (whole === '' || zeros < 0) throw new Error(`${String(amount)} has more than ${digits} digits`);
  return BigInt(`${sign}${whole}${fraction}`) * 10n ** BigInt(zeros);
}

test('every amount is exact, in any currency', async () => {
  await fc.assert(
    fc.asyncProperty(randomOrder, async ({ order, currency, digits, ...expected }: RandomOrder) => {
      const properties = await propertiesOf(order);
      const units = (name: keyof Amounts) => unitsOf(properties[name], digits);
      expect(properties.currency).toBe(currency);
      expect(units('total')).toBe(expected.total);
      expect(units('tax')).toBe(expected.tax);
      expect(units('shipping')).toBe(expected.shipping);
      expect(units('discount')).toBe(expected.discount);
      expect(units('revenue')).toBe(units('subtotal'));
      const parts = [units('subtotal'), units('shipping'), units('tax')];
      expect(parts.reduce<bigint>((all, part) => all + (part ?? 0n), 0n)).toBe(units('total'));

      // No price has more digits than the finest of the order, and the pieces cost what the lines do.
      const finest = Math.max(...expected.lines.map((line) => line.digits));
      const paid = properties.products.map(
        ({ price, quantity }) => (unitsOf(price, finest) ?? 0n) * BigInt(quantity),
      );
      const owed = expected.lines.map((line) => line.units * 10n ** BigInt(finest - line.digits));
      const all = (amounts: readonly bigint[]) => amounts.reduce((one, other) => one + other, 0n);
      expect(all(paid)).toBe(all(owed));
    }),
    seeded,
  );
});

const euro = { type: 'centPrecision', currencyCode: 'EUR', centAmount: 500, fractionDigits: 2 };
const dollar = { ...euro, currencyCode: 'USD' };
const cart = { id: 'o-1', customerEmail: 'wren@example.com', lineItems: [], customLineItems: [] };
const lowered = (amount: unknown) => [
  { quantity: 1, discountedPrice: { value: euro, includedDiscounts: [{ discountedAmount: amount }] } },
];

test.each([
  ['all amounts with tax', { taxedPrice: { totalGross: dollar, totalNet: dollar } }],
  ['a price', { lineItems: [{ productId: 'p-1', quantity: 1, price: { value: dollar } }] }],
  ['the only discount', { discountOnTotalPrice: { discountedAmount: dollar } }],
  ['shipping', { totalPrice: euro, shippingInfo: { price: dollar } }],
  ['one of two shipping methods', { shipping: [euro, dollar].map((price) => ({ shippingInfo: { price } })) }],
  ['tax', { taxedPrice: { totalGross: euro, totalNet: euro, totalTax: dollar } }],
  ['net and gross', { taxedPrice: { totalGross: euro, totalNet: dollar } }],
  [
    'discounts of two lines',
    { lineItems: [euro, dollar].map((amount) => ({ discountedPricePerQuantity: lowered(amount) })) },
  ],
  [
    'a discount on the total',
    {
      lineItems: [{ discountedPricePerQuantity: lowered(euro) }],
      discountOnTotalPrice: { discountedAmount: dollar },
    },
  ],
])('another currency in %s fails, and nothing is sent', async (_, fields) => {
  const result = await placed({ ...cart, totalPrice: euro, ...fields });
  expect(result).toMatchObject({ status: 'failed', stage: 'mapping-failed' });
  expect(JSON.stringify(result)).toContain('it found several currencies');
});
