import fc from 'fast-check';

/** An order made by whole-number arithmetic alone, and what must come out of it, in minor units of its currency. */
export interface RandomOrder {
  readonly order: Readonly<Record<string, unknown>>;
  readonly currency: string;
  readonly digits: number;
  readonly total: bigint;
  readonly tax: bigint | undefined;
  readonly shipping: bigint | undefined;
  readonly discount: bigint | undefined;
  /** What the pieces of each line cost, in the units of its price. */
  readonly lines: readonly { readonly units: bigint; readonly digits: number }[];
}

/** Half to even, as the reference says of prices; both numbers are not negative. */
export function rounded(dividend: bigint, divisor: bigint): bigint {
  const whole = dividend / divisor;
  const twice = (dividend % divisor) * 2n;
  return twice > divisor || (twice === divisor && whole % 2n === 1n) ? whole + 1n : whole;
}

const sum = (amounts: readonly bigint[]) => amounts.reduce((all, one) => all + one, 0n);

const taxRate = fc.record({ perMille: fc.bigInt(0n, 250n), included: fc.boolean() });
const line = fc.record({
  kind: fc.constantFrom('article', 'article', 'custom'),
  price: fc.bigInt(0n, 9_999_999n),
  extraDigits: fc.constantFrom(0, 0, 1, 5),
  quantity: fc.bigInt(1n, 400n),
  /** Shares of the price that two discounts take, for some of the pieces. */
  off: fc.option(fc.tuple(fc.bigInt(0n, 50n), fc.bigInt(0n, 50n), fc.bigInt(0n, 100n)), { nil: undefined }),
  taxRate,
});
const shipping = fc.record({
  price: fc.bigInt(0n, 99_999n),
  off: fc.option(fc.bigInt(0n, 100n), { nil: undefined }),
  taxRate,
});
const parts = fc.record({
  currency: fc.constantFrom<[string, number]>(['EUR', 2], ['USD', 2], ['JPY', 0], ['KWD', 3]),
  lines: fc.array(line, { minLength: 1, maxLength: 5 }),
  shipping: fc.array(shipping, { maxLength: 3 }),
  totalOff: fc.option(fc.bigInt(1n, 100n), { nil: undefined }),
  isTaxed: fc.boolean(),
});

type Parts = typeof parts extends fc.Arbitrary<infer Value> ? Value : never;
type Line = Parts['lines'][number];
type Shipping = Parts['shipping'][number];

interface Priced {
  readonly total: bigint;
  readonly net: bigint;
  readonly gross: bigint;
}

function priced(total: bigint, { perMille, included }: Line['taxRate']): Priced {
  if (included) return { total, net: rounded(total * 1000n, 1000n + perMille), gross: total };
  return { total, net: total, gross: rounded(total * (1000n + perMille), 1000n) };
}

/** Gives any order of any of four currencies. */
export const randomOrder: fc.Arbitrary<RandomOrder> = parts.map((given) => {
  const [currency, digits] = given.currency;
  const cents = (amount: bigint) => centPrecision(currency, digits, amount);
  const taxed = ({ net, gross }: Priced) => ({
    totalNet: cents(net),
    totalGross: cents(gross),
    totalTax: cents(gross - net),
    taxPortions: [],
  });
  const lines = given.lines.map((one) => madeLine(one, currency, digits, taxed));
  const methods = given.shipping.map((one) => madeShipping(one, cents, taxed));
  const all = [...lines, ...methods].map((one) => one.priced);
  const full = sum(all.map((one) => one.total));
  const off = given.totalOff === undefined || full === 0n ? undefined : rounded(full * given.totalOff, 100n);
  const left = (amount: bigint) => (off === undefined ? amount : amount - rounded(amount * off, full));
  const net = left(sum(all.map((one) => one.net)));
  const gross = left(sum(all.map((one) => one.gross)));
  const shippingNet = left(sum(methods.map((one) => one.priced.net)));
  const shippingGross = left(sum(methods.map((one) => one.priced.gross)));
  const shippingTotal = sum(methods.map((one) => one.priced.total));
  const { isTaxed } = given;
  const discounts = [...lines, ...methods].flatMap((one) => one.discount ?? []);
  const scale = 10n ** 5n;
  const exactDiscount = sum(discounts) + (off ?? 0n) * scale;

  const [first, second] = methods.map((one) => one.shippingInfo);
  return {
    currency,
    digits,
    total: isTaxed ? gross : full - (off ?? 0n),
    tax: isTaxed ? gross - net : undefined,
    shipping: first === undefined ? undefined : isTaxed ? shippingNet : shippingTotal,
    discount: discounts.length === 0 && off === undefined ? undefined : rounded(exactDiscount, scale),
    lines: lines.map(({ exact, digits: own }) => ({ units: exact, digits: own })),
    order: {
      id: 'o-1',
      customerEmail: 'wren@example.com',
      lineItems: lines.flatMap(({ lineItem }) => lineItem ?? []),
      customLineItems: lines.flatMap(({ customLineItem }) => customLineItem ?? []),
      totalPrice: cents(full - (off ?? 0n)),
      ...(isTaxed
        ? {
            taxedPrice: taxed({ total: 0n, net, gross }),
            ...(first && {
              taxedShippingPrice: taxed({ total: 0n, net: shippingNet, gross: shippingGross }),
            }),
          }
        : {}),
      ...(off === undefined
        ? {}
        : { discountOnTotalPrice: { discountedAmount: cents(off), includedDiscounts: [] } }),
      ...(first !== undefined && second === undefined ? { shippingInfo: first } : {}),
      shipping: second === undefined ? [] : methods.map(({ shippingInfo }) => ({ shippingInfo })),
    },
  };
});

type Taxed = (price: Priced) => unknown;

function madeLine(
  { kind, price, extraDigits, quantity, off, taxRate: rate }: Line,
  currency: string,
  ownDigits: number,
  taxed: Taxed,
) {
  const digits = ownDigits + extraDigits;
  const unit = 10n ** BigInt(extraDigits);
  const money = (amount: bigint) =>
    extraDigits === 0
      ? centPrecision(currency, ownDigits, amount)
      : {
          type: 'highPrecision',
          currencyCode: currency,
          centAmount: Number(rounded(amount, unit)),
          preciseAmount: Number(amount),
          fractionDigits: digits,
        };
  const [one, two, share] = off ?? [0n, 0n, 0n];
  const taken = [one, two].map((percent) => rounded(price * percent, 100n));
  const lowered = off === undefined ? 0n : rounded(quantity * share, 100n);
  const pieces = [
    { quantity: lowered, value: price - sum(taken), taken },
    { quantity: quantity - lowered, value: price, taken: [] },
  ].filter((piece) => off !== undefined && piece.quantity > 0n);
  const whole = [{ quantity, value: price, taken: [] as bigint[] }];
  const counted = pieces.length === 0 ? whole : pieces;
  const exact = sum(counted.map((piece) => piece.quantity * piece.value));
  const result = priced(sum(counted.map((piece) => rounded(piece.quantity * piece.value, unit))), rate);
  const common = {
    name: { en: 'Something' },
    quantity: Number(quantity),
    totalPrice: centPrecision(currency, ownDigits, result.total),
    taxedPrice: taxed(result),
    discountedPricePerQuantity: pieces.map((piece) => ({
      quantity: Number(piece.quantity),
      discountedPrice: {
        value: money(piece.value),
        includedDiscounts: piece.taken.map((amount) => ({ discountedAmount: money(amount) })),
      },
    })),
  };
  const isArticle = kind === 'article';
  return {
    priced: result,
    exact,
    digits,
    // In units that are small enough for every price.
    discount:
      pieces.length > 0 && lowered > 0n ? [lowered * sum(taken) * 10n ** BigInt(5 - extraDigits)] : undefined,
    lineItem: isArticle ? [{ ...common, productId: 'p-1', price: { value: money(price) } }] : undefined,
    customLineItem: isArticle ? undefined : [{ ...common, slug: 'something', money: money(price) }],
  };
}

function madeShipping(
  { price, off, taxRate: rate }: Shipping,
  cents: (amount: bigint) => unknown,
  taxed: Taxed,
) {
  const taken = off === undefined ? undefined : rounded(price * off, 100n);
  const result = priced(price - (taken ?? 0n), rate);
  return {
    priced: result,
    discount: taken === undefined ? undefined : [taken * 10n ** 5n],
    shippingInfo: {
      price: cents(price),
      taxedPrice: taxed(result),
      ...(taken === undefined
        ? {}
        : {
            discountedPrice: {
              value: cents(result.total),
              includedDiscounts: [{ discountedAmount: cents(taken) }],
            },
          }),
    },
  };
}

function centPrecision(currencyCode: string, fractionDigits: number, amount: bigint) {
  return { type: 'centPrecision', currencyCode, centAmount: Number(amount), fractionDigits };
}
