/** What is often written, and what is right instead. */
export interface Mistake {
  readonly wrong: string;
  readonly why: string;
  readonly right: string;
}

/** Each is a trait of a mapping that listens to CustomerCreated, and checked like any other. */
export const mistakes: readonly Mistake[] = [
  {
    wrong: 'customer.fristName',
    why: 'A name is misspelt. Without the check it would be nothing.',
    right: 'customer.firstName',
  },
  {
    wrong: 'commercetools',
    why: 'Text without inner quotes is the name of a field.',
    right: '"commercetools"',
  },
  { wrong: 'customer.locale == "de"', why: 'One sign for “is equal”.', right: 'customer.locale = "de"' },
  {
    wrong: 'customer.firstName + customer.lastName',
    why: '`+` is for numbers.',
    right: 'customer.firstName & " " & customer.lastName',
  },
  {
    wrong: '$uppercase(customer.firstname)',
    why: 'Large and small letters count.',
    right: '$uppercase(customer.firstName)',
  },
  { wrong: '$lower(customer.email)', why: 'There is no such function.', right: '$lowercase(customer.email)' },
  { wrong: '$now()', why: 'It would be another time with each delivery.', right: 'createdAt' },
  {
    wrong: 'customer.addresses.city',
    why: 'A list where there are several, and no list where there is one.',
    right: 'customer.addresses[0].city',
  },
  {
    wrong: 'customer[email]',
    why: 'Brackets are a filter: it keeps the whole customer.',
    right: 'customer.email',
  },
  {
    wrong: 'customer.addresses[id = customer.defaultShippingAddressId].city',
    why: 'Within a filter, names are those of the items: an address has no customer.',
    right: 'customer.addresses[id = $$.customer.defaultShippingAddressId].city',
  },
  { wrong: 'customer.addresses[0.city', why: 'A bracket is left open.', right: 'customer.addresses[0].city' },
  {
    wrong: 'customer.companyName ?: "private"',
    why: 'It replaces `0` and `false` too, and keeps blanks.',
    right: '$default($present(customer.companyName), "private")',
  },
  {
    wrong: '$email',
    why: 'A name of a value that is nowhere given.',
    right: 'customer.email',
  },
];
