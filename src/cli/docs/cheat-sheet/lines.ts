/** One line: what an author wants, and how it is written. */
export interface CheatLine {
  readonly want: string;
  readonly expression: string;
}

export interface CheatSection {
  readonly title: string;
  readonly about?: string;
  readonly lines: readonly CheatLine[];
}

function line(want: string, expression: string): CheatLine {
  return { want, expression };
}

/** What is wanted most in mappings, the simple before the rest. */
export const cheatSections: readonly CheatSection[] = [
  {
    title: 'Fields',
    lines: [
      line('a field', 'customer.firstName'),
      line('a field within a list: one value for each item', 'customer.addresses.city'),
      line('a field of a list with one item: no list', 'customer.stores.key'),
      line('the same, always as a list', 'customer.stores.key[]'),
      line('a field that is not there', 'customer.middleName'),
      line('a field of something that is not there', 'customer.spouse.firstName'),
      line('whether it is there', '$exists(customer.middleName)'),
      line('text of your own', '"newsletter"'),
    ],
  },
  {
    title: 'Empty and missing',
    about: '`0`, `false` and `""` are values. What has no value is left out where the key ends in `?`.',
    lines: [
      line('blank text counts as nothing', '$present(customer.companyName)'),
      line('something else where it is not there', '$default(customer.middleName, "none")'),
      line(
        'something else where it is not there or blank',
        '$default($present(customer.companyName), "private")',
      ),
      line(
        'the first of several that is there',
        '$default(customer.middleName, $default($present(customer.companyName), customer.lastName))',
      ),
      line('null where it is not there: it clears the trait', '$default(customer.middleName, null)'),
      line('zero stays zero', '$default(customer.custom.fields.points, 100)'),
      line('false stays false', '$default(customer.isEmailVerified, true)'),
    ],
  },
  {
    title: 'Text',
    lines: [
      line('in small letters', '$lowercase(customer.firstName)'),
      line('an e-mail address as an id', '$lowercase($trim(customer.email))'),
      line('put together; what is not there is empty text', '"Order " & order.orderNumber'),
      line(
        'joined, what is not there left out',
        '$joinPresent([customer.title, customer.firstName, customer.lastName])',
      ),
      line('joined with something between', '$join(customer.custom.fields.plants, ", ")'),
      line('a part', '$substring(customer.locale, 0, 2)'),
      line('what stands before a sign', '$substringBefore($trim(customer.email), "@")'),
      line('what stands behind a sign', '$substringAfter($trim(customer.email), "@")'),
      line('in parts', '$split(customer.dateOfBirth, "-")'),
      line('whether it contains something', '$contains(customer.email, "@")'),
      line('whether it has a form', '$contains(order.orderNumber, /^[0-9]+$/)'),
      line('one thing for another', '$replace(customer.dateOfBirth, "-", "/")'),
      line('a number as text', '$string(order.totalPrice.centAmount)'),
      line('text as a number', '$number(order.orderNumber)'),
      line(
        'a digest; here its first eight digits',
        '$substring($sha256($lowercase($trim(customer.email))), 0, 8)',
      ),
    ],
  },
  {
    title: 'One of a list',
    lines: [
      line('the first', 'customer.addresses[0].city'),
      line('the last', 'customer.addresses[-1].city'),
      line(
        'the one that another field names',
        '$addressById(customer.addresses, customer.defaultShippingAddressId).city',
      ),
      line(
        'the same by a filter; within it, names are those of the items',
        'customer.addresses[id = $$.customer.defaultShippingAddressId].city',
      ),
      line('those that fit a condition', 'customer.addresses[country = "NO"].city'),
      line('the first of those; the brackets take the whole', '(customer.addresses[country = "NO"])[0].city'),
      line('where none fits', 'customer.addresses[country = "SE"].city'),
      line('one that has a field at all', 'customer.addresses[$exists(streetName)].city'),
      line('whether a value is among others', '"fern" in customer.custom.fields.plants'),
    ],
  },
  {
    title: 'Conditions',
    lines: [
      line('one thing or another', 'customer.isEmailVerified ? "confirmed" : "not confirmed"'),
      line('something or nothing', 'customer.isEmailVerified ? "confirmed"'),
      line('both, either, not', '$exists(customer.email) and $not(customer.isEmailVerified)'),
      line(
        'several cases',
        'customer.locale = "de" ? "German" : customer.locale = "de-AT" ? "Austrian" : "other"',
      ),
      line('one of several texts', 'type in ["CustomerCreated", "CustomerEmailChanged"]'),
      line('compared with what is not there: never equal', 'customer.middleName = ""'),
    ],
  },
  {
    title: 'Money',
    about:
      'Amounts are money objects. `$money` makes a number in whole units of one, exact in every currency.',
    lines: [
      line('as a number', '$money(order.totalPrice)'),
      line('its currency', 'order.totalPrice.currencyCode'),
      line('without another amount', '$money($subtractMoney(order.totalPrice, order.shippingPrice))'),
      line('for each line: price times quantity', 'order.lineItems.$money($multiplyMoney(price, quantity))'),
      line('the sum of those', '$money($sumMoney(order.lineItems.$multiplyMoney(price, quantity)))'),
    ],
  },
  {
    title: 'Dates and times',
    about:
      'Times are text in the form that Segment wants. There is no “now”: the same delivery always gives the same calls.',
    lines: [
      line('when it happened', 'createdAt'),
      line('the day of a time', '$substring(order.completedAt, 0, 10)'),
      line('the year of birth', '$number($substring(customer.dateOfBirth, 0, 4))'),
      line('in milliseconds', '$toMillis(createdAt)'),
      line('written in another way', '$fromMillis($toMillis(createdAt), "[D1].[M1].[Y]")'),
      line(
        'hours between two times',
        '$round(($toMillis(order.completedAt) - $toMillis(createdAt)) / 3600000, 1)',
      ),
      line('which was first', 'createdAt < order.completedAt'),
    ],
  },
  {
    title: 'Languages',
    lines: [
      line('in one language, which a text may lack', 'order.lineItems.name.en'),
      line('in that language, else in any', 'order.lineItems.$localized(name, "en")'),
      line(
        'in the customer’s language, else in English',
        '$localized(order.lineItems[0].name, [customer.locale, "en"])',
      ),
    ],
  },
  {
    title: 'Custom fields',
    lines: [
      line('a custom field', 'customer.custom.fields.points'),
      line('one with a dash in its name', 'customer.custom.fields.`e-bike`'),
      line('the ids of a set of references; a list, even of one', 'customer.custom.fields.favourites.id[]'),
      line('all of them, as they are', 'customer.custom.fields'),
      line('the names of all', '$keys(customer.custom.fields)'),
      line('a field that the schema does not know', '$lookup(customer, "shoeSize")'),
    ],
  },
  {
    title: 'Counting',
    lines: [
      line('how many', '$count(order.lineItems)'),
      line('how many of what is not there', '$count(customer.wishes)'),
      line('how many pieces', '$sum(order.lineItems.quantity)'),
      line('each once', '$distinct(customer.addresses.country)'),
      line('the largest', '$max(order.lineItems.quantity)'),
      line('whether there are any', '$count(order.returns) > 0'),
    ],
  },
  {
    title: 'Lists of your own',
    lines: [
      line('a list', '[customer.addresses.city]'),
      line('objects of a list', 'order.lineItems.{"id": productId, "pieces": quantity}'),
      line('always a list, also of one', '[order.lineItems[quantity > 1].{"id": productId}]'),
      line('with the position of each', 'order.lineItems#$at.{"id": productId, "position": $at + 1}'),
      line('sorted, the largest first', 'order.lineItems^(>quantity).productId'),
      line(
        'a name for what is needed twice',
        '($names := order.lineItems.name.de; $count($names) & ": " & $join($names, ", "))',
      ),
    ],
  },
  {
    title: 'Tables',
    about: 'With a file `mappings/tables/methods.yaml` that says `CREDIT_CARD: Credit card`.',
    lines: [
      line('one thing for another', '$lookup($methods, order.paymentMethod)'),
      line('what the table does not have', '$lookup($methods, "CASH")'),
      line('then as it was', '$default($lookup($methods, "CASH"), "CASH")'),
    ],
  },
];
