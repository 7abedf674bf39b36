import type { customerCreated, orderCreated } from './messages.ts';

/** The two mapping files of the measurements as a programmer would write them: what no engine can be faster than. */

type Customer = ReturnType<typeof customerCreated>;
type Order = ReturnType<typeof orderCreated>;
type Call = Readonly<Record<string, unknown>>;
type Address = Customer['customer']['addresses'][number];

const languages: Readonly<Record<string, string>> = {
  'de-DE': 'German',
  'fr-FR': 'French',
  'en-GB': 'English',
};

export function identifyByHand({ customer, createdAt }: Customer): Call {
  let shipping: Address | undefined;
  let billing: Address | undefined;
  for (const address of customer.addresses) {
    if (address.id === customer.defaultShippingAddressId) shipping ??= address;
    if (address.id === customer.defaultBillingAddressId) billing ??= address;
  }
  const { fields } = customer.custom;
  const traits: Record<string, unknown> = {
    email: customer.email.toLowerCase(),
    firstName: customer.firstName,
    lastName: customer.lastName,
    name: `${customer.firstName} ${customer.lastName}`.trim(),
    honorific: customer.title,
  };
  set(traits, 'phone', shipping?.phone);
  if (shipping !== undefined) {
    traits['address'] = {
      street: `${shipping.streetName} ${shipping.streetNumber}`,
      city: shipping.city,
      postalCode: shipping.postalCode,
      state: shipping.state,
      country: shipping.country,
    };
  }
  set(traits, 'billingCountry', billing?.country);
  traits['addressCount'] = customer.addresses.length;
  traits['countries'] = [...new Set(customer.addresses.map(({ country }) => country))];
  traits['cities'] = customer.addresses.map(({ city, country }) => `${city}, ${country}`);
  traits['shippingAddresses'] = customer.addresses
    .filter(({ id }) => customer.shippingAddressIds.includes(id))
    .map(({ id, city }) => ({ id, city }));
  traits['customerGroup'] = customer.customerGroup.obj.name;
  traits['stores'] = customer.stores.map(({ key }) => key);
  traits['isEmailVerified'] = customer.isEmailVerified;
  traits['accountType'] = customer.companyName ? 'business' : 'consumer';
  if (customer.companyName) traits['company'] = { name: customer.companyName, vat: customer.vatId };
  traits['createdMillis'] = Date.parse(customer.createdAt);
  traits['birthYear'] = Number(customer.dateOfBirth.slice(0, 4));
  traits['loyaltyPoints'] = fields.loyaltyPoints;
  traits['creditLimit'] = amountOf(fields.creditLimit);
  traits['currency'] = fields.creditLimit.currencyCode;
  traits['newsletter'] = fields.newsletterOptIn === true;
  set(traits, 'language', languages[customer.locale]);
  traits['interests'] = fields.interests.join(',');
  return { type: 'identify', timestamp: createdAt, userId: customer.externalId || customer.id, traits };
}

export function trackByHand({ order, createdAt }: Order): Call {
  let cents = 0;
  let count = 0;
  const products = order.lineItems.map((item) => {
    const { variant, price } = item;
    cents += item.totalPrice.centAmount;
    count += item.quantity;
    const product: Record<string, unknown> = { product_id: item.productId, sku: variant.sku };
    set(product, 'name', inLanguage(item.name, order.locale));
    const color = variant.attributes.find(({ name }) => name === 'color')?.value;
    if (typeof color === 'object') set(product, 'variant', color.label);
    set(product, 'brand', variant.attributes.find(({ name }) => name === 'brand')?.value);
    product['category'] = item.custom.fields.category;
    product['price'] = amountOf(price.discounted === undefined ? price.value : price.discounted.value);
    product['quantity'] = item.quantity;
    product['url'] = `https://shop.example.com/p/${inLanguage(item.productSlug, order.locale) ?? ''}`;
    set(product, 'image_url', variant.images[0]?.url);
    return product;
  });
  const properties: Record<string, unknown> = {
    order_id: order.orderNumber || order.id,
    checkout_id: order.cart.id,
    email: order.customerEmail.toLowerCase(),
    total: amountOf(order.totalPrice),
    subtotal: cents / 100,
    tax: amountOf(order.taxedPrice.totalTax),
    shipping: amountOf(order.shippingInfo.price),
  };
  set(properties, 'coupon', order.discountCodes[0]?.discountCode.obj.code);
  properties['currency'] = order.totalPrice.currencyCode;
  properties['shipping_method'] = order.shippingInfo.shippingMethodName;
  properties['item_count'] = count;
  properties['products'] = products;
  const call: Record<string, unknown> = { type: 'track', timestamp: createdAt, event: 'Order Completed' };
  call['userId'] = order.customerId;
  set(call, 'anonymousId', order.anonymousId);
  call['properties'] = properties;
  return call;
}

/** As much of the customer as Segment's own mapping language can say. */
export function subsetByHand({ customer, createdAt }: Customer): Call {
  return {
    type: 'identify',
    timestamp: createdAt,
    userId: customer.externalId || customer.id,
    traits: {
      email: customer.email.toLowerCase(),
      firstName: customer.firstName,
      lastName: customer.lastName,
      name: `${customer.firstName} ${customer.lastName}`,
      honorific: customer.title,
      customerGroup: customer.customerGroup.obj.name,
      isEmailVerified: customer.isEmailVerified,
      accountType: customer.companyName ? 'business' : 'consumer',
      loyaltyPoints: customer.custom.fields.loyaltyPoints,
      currency: customer.custom.fields.creditLimit.currencyCode,
      cities: customer.addresses.map(({ id, city, country }) => ({ id, city, country })),
    },
  };
}

function amountOf({ centAmount, fractionDigits }: { centAmount: number; fractionDigits: number }): number {
  return centAmount / 10 ** fractionDigits;
}

function inLanguage(texts: Readonly<Record<string, string>>, locale: string): string | undefined {
  return texts[locale];
}

function set(target: Record<string, unknown>, name: string, value: unknown): void {
  if (value !== undefined) target[name] = value;
}
