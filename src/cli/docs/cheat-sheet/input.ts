/** What every line of the cheat sheet is run on: parts of a customer and of an order, of an invented person. */
export const cheatInput = {
  type: 'CustomerCreated',
  createdAt: '2026-05-02T09:12:44.326Z',
  customer: {
    id: '5a1296f7-3db7-41c4-90ce-6f2128019d13',
    email: ' Runa.Feld@Example.com',
    firstName: 'Runa',
    lastName: 'Feld',
    companyName: '  ',
    dateOfBirth: '1984-11-03',
    locale: 'de-AT',
    isEmailVerified: false,
    addresses: [
      { id: 'a1', city: 'Bergen', country: 'NO', phone: '' },
      { id: 'a2', city: 'Oslo', country: 'NO', streetName: 'Fern Lane', streetNumber: '7' },
    ],
    defaultShippingAddressId: 'a2',
    stores: [{ typeId: 'store', key: 'north' }],
    custom: {
      fields: {
        points: 0,
        'e-bike': true,
        plants: ['fern', 'moss'],
        favourites: [{ typeId: 'product', id: 'p1' }],
      },
    },
  },
  order: {
    orderNumber: '10001',
    completedAt: '2026-05-03T22:30:00.000Z',
    totalPrice: { type: 'centPrecision', currencyCode: 'EUR', centAmount: 4989, fractionDigits: 2 },
    shippingPrice: { type: 'centPrecision', currencyCode: 'EUR', centAmount: 490, fractionDigits: 2 },
    paymentMethod: 'CREDIT_CARD',
    lineItems: [
      {
        productId: 'p1',
        name: { en: 'Spade', de: 'Spaten' },
        quantity: 2,
        price: { type: 'centPrecision', currencyCode: 'EUR', centAmount: 1999, fractionDigits: 2 },
      },
      {
        productId: 'p2',
        name: { de: 'Rechen' },
        quantity: 1,
        price: { type: 'centPrecision', currencyCode: 'EUR', centAmount: 501, fractionDigits: 2 },
      },
    ],
    returns: [],
  },
} as const;

/** Values that are there by a name: a table, as one in mappings/tables would be. */
export const cheatNames = { methods: { CREDIT_CARD: 'Credit card', INVOICE: 'Invoice' } } as const;
