import { describe, expect, it } from 'vitest';
import { personalTexts } from '../../../src/commercetools/scrub/personal-texts.ts';
import { scrubNotification } from '../../../src/commercetools/scrub/scrub.ts';
import { survivors } from '../../../src/commercetools/scrub/survivors.ts';
import { customerCreated } from './customer-created.ts';
import { drawn } from './drawn.ts';
import { knowledge, scrubbed, seed } from './scrubbed.ts';

describe('the check', () => {
  const original = customerCreated({
    firstName: 'Runa',
    companyName: 'Feld und Söhne',
    email: 'runa@mail.example',
    addresses: [{ phone: '+49 555 0100200' }],
  });
  const common = knowledge(original);

  it.each([
    ['a name', { firstName: 'Runa' }, '/customer/firstName'],
    ['a name in other letters', { lastName: 'RUNA' }, '/customer/lastName'],
    ['a name in a text', { salutation: 'Dear Runa!' }, '/customer/salutation'],
    ['a word of a name', { companyName: 'Tilo und So\u0308hne' }, '/customer/companyName'],
    ['the name of an address', { email: 'runa@example.com' }, '/customer/email'],
    ['a telephone number without blanks', { vatId: '(0049)5550100200'.slice(3) }, '/customer/vatId'],
    ['a long text within a word', { key: 'xfeld und söhnex' }, '/customer/key'],
    ['the name of a field', { custom: { fields: { runa: 1 } } }, '/customer/custom/fields/runa'],
    ['an id', { externalId: '5a1296f7-3db7-41c4-90ce-6f2128019d13' }, '/customer/externalId'],
  ])('finds %s that is left', (_, left, pointer) => {
    const { customer, ...after } = scrubNotification(customerCreated({}), common, drawn(seed)).notification;
    expect(survivors(original, { ...after, customer: { ...left } }, common)).toEqual([pointer]);
  });

  it('finds nothing where all of it is other', () => {
    expect(survivors(original, scrubbed(original), common)).toEqual([]);
  });

  it('finds everything where nothing was done', () => {
    const pointers = survivors(original, original, common);
    expect(pointers).toHaveLength(personalTexts(original, common).length);
  });
});
