/** Messages as commercetools makes them, of invented people, each different and the same in every run. */

import { type Inventor, inventorOf } from './inventor.ts';
import { address, firstNames, lastNames } from './people.ts';

const locales = ['de-DE', 'fr-FR', 'en-GB', 'it-IT'] as const;
const moment = '2026-03-04T10:15:30.123Z';

function client({ id }: Inventor) {
  return { clientId: id().slice(0, 24), isPlatformClient: false };
}

function envelope(inventor: Inventor, type: string, typeId: string, id: string) {
  return {
    notificationType: 'Message',
    projectKey: 'shop-of-the-bench',
    id: inventor.id(),
    version: 1,
    versionModifiedAt: moment,
    sequenceNumber: 1,
    resource: { typeId, id },
    resourceVersion: 1,
    type,
    createdAt: moment,
    lastModifiedAt: moment,
    createdBy: client(inventor),
    lastModifiedBy: client(inventor),
  };
}

/** About 3 KB as JSON. */
export function customerCreated(number: number) {
  const inventor = inventorOf(number);
  const { pick, id } = inventor;
  const [first, second, third] = [address(inventor, 1), address(inventor, 2), address(inventor, 3)];
  const isBusiness = number % 2 === 1;
  const customer = {
    id: id(),
    version: 1,
    versionModifiedAt: moment,
    lastMessageSequenceNumber: 1,
    createdAt: new Date(Date.UTC(2026, number % 12, 1 + (number % 27), 10, 15, 30, 123)).toISOString(),
    lastModifiedAt: moment,
    lastModifiedBy: client(inventor),
    createdBy: client(inventor),
    customerNumber: `C-${100_000 + number}`,
    ...(number % 3 === 0 ? {} : { externalId: `crm-${number}` }),
    email: `Wren.Marlow.${number}@Example.COM`,
    firstName: pick(firstNames),
    lastName: pick(lastNames),
    ...(isBusiness
      ? { middleName: 'M.', companyName: `Thornfield ${number} GmbH`, vatId: `DE1${number}` }
      : {}),
    title: 'Dr.',
    dateOfBirth: `19${60 + (number % 40)}-05-${10 + (number % 18)}`,
    addresses: [first, second, third],
    defaultShippingAddressId: second.id,
    defaultBillingAddressId: first.id,
    shippingAddressIds: [second.id, third.id],
    billingAddressIds: [first.id],
    isEmailVerified: !isBusiness,
    customerGroup: {
      typeId: 'customer-group',
      id: id(),
      obj: { id: id(), version: 3, name: pick(['gold', 'silver', 'b2b']), key: `group-${number % 3}` },
    },
    custom: {
      type: { typeId: 'type', id: id() },
      fields: {
        loyaltyPoints: 100 + ((number * 7) % 900),
        newsletterOptIn: isBusiness,
        interests: ['running', 'cycling', 'swimming'].slice(0, 1 + (number % 3)),
        creditLimit: money(125_099 + number),
        preferredStore: { typeId: 'store', id: id() },
        notes: 'wants to be called in the morning',
      },
    },
    locale: pick(locales),
    salutation: 'Frau',
    key: `customer-${number}`,
    stores: [
      { typeId: 'store', key: 'berlin' },
      { typeId: 'store', key: 'online-eu' },
    ],
    authenticationMode: 'Password',
    password: '****',
    customerGroupAssignments: [],
  };
  return { ...envelope(inventor, 'CustomerCreated', 'customer', customer.id), customer };
}

function money(centAmount: number) {
  return { type: 'centPrecision', currencyCode: 'EUR', centAmount, fractionDigits: 2 };
}

function taxed(gross: number) {
  const net = Math.round(gross / 1.19);
  const taxPortions = [{ rate: 0.19, amount: money(gross - net), name: '19% MwSt' }];
  return { totalNet: money(net), totalGross: money(gross), taxPortions, totalTax: money(gross - net) };
}

const taxRate = {
  name: '19% MwSt',
  amount: 0.19,
  includedInPrice: true,
  country: 'DE',
  id: 'tax',
  subRates: [],
};

function lineItem({ whole, pick, id }: Inventor, number: number) {
  const price = whole(999, 20_999);
  const quantity = whole(1, 3);
  const sku = `SKU-${whole(10_000, 99_999)}`;
  const label = { en: 'Cotton', de: 'Baumwolle' };
  const discount = { value: money(price - 200), discount: { typeId: 'product-discount', id: id() } };
  const name = (text: string) => ({ 'de-DE': text, 'en-GB': text, 'fr-FR': text, 'it-IT': text });
  return {
    id: id(),
    productId: id(),
    productKey: `product-${number}`,
    name: name(`Shirt ${number}`),
    productType: { typeId: 'product-type', id: id(), version: 12 },
    productSlug: { 'de-DE': `hemd-${number}`, 'en-GB': `shirt-${number}` },
    variant: {
      id: 1 + (number % 4),
      sku,
      key: `variant-${number}`,
      prices: [
        { id: id(), value: money(price) },
        { id: id(), value: money(price + 100), country: 'DE' },
        { id: id(), value: money(price + 200), country: 'FR' },
      ],
      attributes: [
        { name: 'color', value: { key: 'blue', label: 'Blue' } },
        { name: 'size', value: 'L' },
        { name: 'brand', value: 'Thornfield' },
        { name: 'material', value: { key: 'co', label } },
        { name: 'season', value: 'SS26' },
        { name: 'ean', value: String(4_010_000_000_000 + number) },
        { name: 'articleNumberManufacturer', value: 'H805 C195 85072' },
        { name: 'gender', value: { key: 'women', label: 'Damen' } },
      ],
      images: [1, 2].map((side) => ({
        url: `https://images.example.com/${sku}-${side}.jpg`,
        dimensions: { w: 1400, h: 1400 },
      })),
      assets: [],
      availability: { channels: { [id()]: { isOnStock: true, availableQuantity: 100 } } },
    },
    price: { id: id(), value: money(price), ...(number % 3 === 0 ? { discounted: discount } : {}) },
    quantity,
    discountedPricePerQuantity: [],
    taxRate,
    perMethodTaxRate: [],
    addedAt: moment,
    lastModifiedAt: moment,
    state: [{ quantity, state: { typeId: 'state', id: id() } }],
    priceMode: 'Platform',
    lineItemMode: 'Standard',
    totalPrice: money(price * quantity),
    taxedPrice: taxed(price * quantity),
    taxedPricePortions: [],
    custom: { type: { typeId: 'type', id: id() }, fields: { category: pick(['Shirts', 'Shoes', 'Hats']) } },
  };
}

/** About 3 KB as JSON for each line item. */
export function orderCreated(number: number, items = 10) {
  const inventor = inventorOf(number);
  const { pick, id } = inventor;
  const lineItems = Array.from({ length: items }, (_, index) => lineItem(inventor, index));
  const total = lineItems.reduce((sum, { totalPrice }) => sum + totalPrice.centAmount, 499);
  const code = { typeId: 'discount-code', id: id(), obj: { id: id(), code: 'SPRING26' } };
  const order = {
    id: id(),
    version: 1,
    createdAt: moment,
    lastModifiedAt: moment,
    orderNumber: `O-${700_000 + number}`,
    customerId: id(),
    customerEmail: `Buyer${number}@Example.com`,
    ...(number % 2 === 1 ? { anonymousId: id() } : {}),
    totalPrice: money(total),
    taxedPrice: taxed(total),
    country: 'DE',
    orderState: 'Open',
    shipmentState: 'Pending',
    paymentState: 'Paid',
    syncInfo: [],
    returnInfo: [],
    taxMode: 'Platform',
    inventoryMode: 'None',
    taxRoundingMode: 'HalfEven',
    taxCalculationMode: 'LineItemLevel',
    origin: 'Customer',
    shippingMode: 'Single',
    shippingInfo: {
      shippingMethodName: 'Express',
      price: money(499),
      shippingRate: { price: money(499), freeAbove: money(10_000), tiers: [] },
      taxRate,
      taxCategory: { typeId: 'tax-category', id: id() },
      deliveries: [],
      shippingMethod: { typeId: 'shipping-method', id: id() },
      taxedPrice: taxed(499),
      shippingMethodState: 'MatchesCart',
    },
    shippingAddress: address(inventor, 1),
    billingAddress: address(inventor, 2),
    shipping: [],
    lineItems,
    customLineItems: [],
    discountCodes: number % 2 === 1 ? [{ discountCode: code, state: 'MatchesCart' }] : [],
    directDiscounts: [],
    cart: { typeId: 'cart', id: id() },
    locale: pick(locales),
    paymentInfo: { payments: [{ typeId: 'payment', id: id() }] },
    store: { typeId: 'store', key: 'online-eu' },
    itemShippingAddresses: [],
    refusedGifts: [],
  };
  return { ...envelope(inventor, 'OrderCreated', 'order', order.id), order };
}
