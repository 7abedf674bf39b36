import { kebabCase } from './type-name.ts';

/** When everything in a sample happened. */
export const sampleTime = '2026-03-02T10:15:30.000Z';

/** What a text is by its name, or by its path; the first that fits. Nobody of these is real: the numbers are kept free for invention. */
const texts: readonly (readonly [RegExp, string])[] = [
  [/^review\.title$/, 'Well made'],
  [/^businessUnit\.name$/, 'Vale Gardens'],
  [/^old.*email$/i, 'robin.before@example.com'],
  [/contactEmail$/, 'office@example.com'],
  [/email$/i, 'robin.vale@example.com'],
  [/firstName$/i, 'Robin'],
  [/middleName$/i, 'Lee'],
  [/lastName$/i, 'Vale'],
  [/authorName$/, 'Robin V.'],
  [/dateOfBirth$/, '1990-04-12'],
  [/(until|validTo)$/i, '2026-12-31T23:00:00.000Z'],
  [/(At|From|Delivery|Date|timestamp)$/, sampleTime],
  [/^(phone|mobile|fax)$/, '+49 30 23125 042'],
  [/streetName$/, 'Linden Lane'],
  [/streetNumber$/, '7'],
  [/postalCode$/, '10115'],
  [/city$/, 'Berlin'],
  [/^(region|state)$/, 'Berlin'],
  [/^(country|code|countries)$/, 'DE'],
  [/currency(Code)?$/, 'EUR'],
  [/(locale|languages?|locales)$/i, 'en'],
  [/company(Name)?$/, 'Vale Gardens'],
  [/(url|uri|image|urlTemplate)$/i, 'https://example.com/sample'],
  [/contentType$/, 'image/png'],
  [/orderNumber$/, '10001'],
  [/customerNumber$/, '20001'],
  [/purchaseOrderNumber$/, 'PO-1001'],
  [/sku$/i, 'SHIRT-LINEN-M'],
  [/slug$/i, 'linen-shirt'],
  [/productName$/, 'Linen shirt'],
  [/predicate$/i, 'totalPrice.centAmount > 10000'],
  [/interfaceCode$/, '200'],
  [/method$/, 'CREDIT_CARD'],
  [/^title$/, 'Dr.'],
  [/text|comment|description|reason|message/i, 'A few words.'],
];

/** What an author may want to read as the name of something, by the kind of text map. */
const languages: readonly (readonly [RegExp, string, string])[] = [
  [/slug$/i, 'linen-shirt', 'leinenhemd'],
  [/description$/i, 'A few words.', 'Ein paar Worte.'],
  [/url/i, 'https://example.com/en/sample', 'https://example.com/de/beispiel'],
  [/method|interface/i, 'Credit card', 'Kreditkarte'],
  [/label$/i, 'Small', 'Klein'],
];

/** A text that looks like what its name says. */
export function textAtPath(path: readonly string[]): string {
  const name = path.at(-1) ?? '';
  const found = texts.find(([pattern]) => pattern.test(name) || pattern.test(path.join('.')));
  const isKey = name === 'key' && path.length > 1;
  return found?.[1] ?? `sample-${kebabCase(isKey ? (path.at(-2) ?? name) : name)}`;
}

/** The same text in two languages. */
export function textByLanguage(name: string): { readonly en: string; readonly de: string } {
  const [, en, de] = languages.find(([pattern]) => pattern.test(name)) ?? [/./, 'Linen shirt', 'Leinenhemd'];
  return { en, de };
}

/** One of the values that a field is known to have: an ordinary one; another for how it was before. */
export function oneOf(values: readonly string[], name: string): string | undefined {
  const usual = values.find((value) => ordinary.includes(value)) ?? values[0];
  if (!/^(old|previous)/.test(name)) return usual;
  const others = values.filter((value) => value !== usual);
  return others.find((value) => earlier.includes(value)) ?? others[0] ?? usual;
}

const earlier: readonly string[] = ['Open', 'Initial', 'Pending', 'Inactive', 'InProgress', 'Disabled'];

const ordinary: readonly string[] = [
  ...['Active', 'Company', 'Confirmed', 'Enabled', 'Password', 'Platform', 'Standard', 'Success'],
  ...['Shipped', 'Paid', 'Charge', 'MatchesCart', 'Accepted', 'Submitted', 'Sent', 'Returned', 'Customer'],
  ...['product', 'cart-discount'],
];

/** A number that looks like what its name says. */
export function numberNamed(name: string, isWhole: boolean): number {
  if (/rating/i.test(name)) return 5;
  if (/(quantity|count|level|stock)/i.test(name)) return name.startsWith('old') ? 3 : 2;
  if (/version$/i.test(name)) return name.startsWith('old') ? 1 : 2;
  return isWhole || !/(rate|amount|percentage)$/i.test(name) ? 1 : 0.19;
}
