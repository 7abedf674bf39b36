import { createRequire } from 'node:module';

/** The same two mappings in the languages of others. They are CommonJS packages, so they are asked for as such. */
const require = createRequire(import.meta.url);

interface Template {
  readonly evaluate: (input: unknown, bindings: object) => unknown;
}

const { JsonTemplateEngine } = require('@rudderstack/json-template-engine') as {
  JsonTemplateEngine: { createAsSync: (template: string) => Template };
};
const { transform } = require('@segment/actions-core') as {
  transform: (mapping: object, input: unknown) => unknown;
};

/** What the language of the templates has no word for. */
const bindings = {
  languages: { 'de-DE': 'German', 'fr-FR': 'French', 'en-GB': 'English' },
  money: (value: { centAmount: number; fractionDigits: number } | undefined) =>
    value === undefined ? undefined : value.centAmount / 10 ** value.fractionDigits,
  distinct: (list: readonly unknown[]) => [...new Set(list)],
  number: Number,
  millis: Date.parse,
  includes: (list: readonly unknown[], one: unknown) => list.includes(one),
  sum: (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0),
};

const identifyTemplate = `
const c = .customer;
const shipping = c.addresses{.id === ^.customer.defaultShippingAddressId}[0];
const billing = c.addresses{.id === ^.customer.defaultBillingAddressId}[0];
{
  userId: c.externalId ? c.externalId : c.id,
  timestamp: .createdAt,
  traits: {
    email: c.email.toLowerCase(), firstName: c.firstName, lastName: c.lastName,
    name: (c.firstName + " " + c.lastName).trim(), honorific: c.title, phone: shipping.phone,
    address: shipping ? {
      street: shipping.streetName + " " + shipping.streetNumber, city: shipping.city,
      postalCode: shipping.postalCode, state: shipping.state, country: shipping.country
    },
    billingCountry: billing.country, addressCount: ~s c.addresses.length,
    countries: $.distinct(~r c.addresses.country),
    cities: c.addresses.map(lambda ?0.city + ", " + ?0.country),
    shippingAddresses: ~r c.addresses{$.includes(^.customer.shippingAddressIds, .id)}.({id: .id, city: .city}),
    customerGroup: c.customerGroup.obj.name, stores: ~r c.stores.key, isEmailVerified: c.isEmailVerified,
    accountType: c.companyName ? "business" : "consumer",
    company: c.companyName ? { name: c.companyName, vat: c.vatId },
    createdMillis: $.millis(c.createdAt), birthYear: $.number(c.dateOfBirth.substring(0, 4)),
    loyaltyPoints: c.custom.fields.loyaltyPoints, creditLimit: $.money(c.custom.fields.creditLimit),
    currency: c.custom.fields.creditLimit.currencyCode, newsletter: c.custom.fields.newsletterOptIn === true,
    language: $.languages[c.locale], interests: c.custom.fields.interests.join(",")
  }
}`;

const trackTemplate = `
const o = .order;
{
  event: "Order Completed", userId: o.customerId, anonymousId: o.anonymousId, timestamp: .createdAt,
  properties: {
    order_id: o.orderNumber ? o.orderNumber : o.id, checkout_id: o.cart.id, email: o.customerEmail.toLowerCase(),
    total: $.money(o.totalPrice), subtotal: $.sum(~r o.lineItems.totalPrice.centAmount) / 100,
    tax: $.money(o.taxedPrice.totalTax), shipping: $.money(o.shippingInfo.price),
    coupon: o.discountCodes[0].discountCode.obj.code, currency: o.totalPrice.currencyCode,
    shipping_method: o.shippingInfo.shippingMethodName, item_count: $.sum(~r o.lineItems.quantity),
    products: ~r o.lineItems.({
      product_id: .productId, sku: .variant.sku, name: .name[^.order.locale],
      variant: .variant.attributes{.name === "color"}[0].value.label,
      brand: .variant.attributes{.name === "brand"}[0].value, category: .custom.fields.category,
      price: $.money(.price.discounted ? .price.discounted.value : .price.value), quantity: .quantity,
      url: "https://shop.example.com/p/" + (.productSlug[^.order.locale] ?? ""), image_url: .variant.images[0].url
    })
  }
}`;

export function rudderTemplate(call: 'identify' | 'track'): (input: unknown) => unknown {
  const template = JsonTemplateEngine.createAsSync(call === 'identify' ? identifyTemplate : trackTemplate);
  return (input) => template.evaluate(input, bindings);
}

const path = (at: string) => ({ '@path': `$.${at}` });

/** As much as Segment's own mapping language can say: paths, templates, conditions, one list. */
const subset = {
  userId: {
    '@if': {
      exists: path('customer.externalId'),
      // biome-ignore lint/suspicious/noThenProperty: the language has this word
      then: path('customer.externalId'),
      else: path('customer.id'),
    },
  },
  timestamp: path('createdAt'),
  traits: {
    email: { '@case': { operator: 'lower', value: path('customer.email') } },
    firstName: path('customer.firstName'),
    lastName: path('customer.lastName'),
    name: { '@template': '{{customer.firstName}} {{customer.lastName}}' },
    honorific: path('customer.title'),
    customerGroup: path('customer.customerGroup.obj.name'),
    isEmailVerified: path('customer.isEmailVerified'),
    accountType: {
      // biome-ignore lint/suspicious/noThenProperty: the language has this word
      '@if': { exists: path('customer.companyName'), then: 'business', else: 'consumer' },
    },
    loyaltyPoints: path('customer.custom.fields.loyaltyPoints'),
    currency: path('customer.custom.fields.creditLimit.currencyCode'),
    cities: {
      '@arrayPath': [
        '$.customer.addresses',
        { id: path('id'), city: path('city'), country: path('country') },
      ],
    },
  },
};

export function segmentMappingKit(input: unknown): unknown {
  return transform(subset, input);
}
