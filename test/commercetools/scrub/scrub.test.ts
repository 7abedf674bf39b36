import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replacedInWords } from '../../../src/cli/capture/scrub-until-clean.ts';
import type { Path } from '../../../src/commercetools/scrub/personal.ts';
import { scrubNotification } from '../../../src/commercetools/scrub/scrub.ts';
import { survivors } from '../../../src/commercetools/scrub/survivors.ts';
import { anyCustomer } from './any-customer.ts';
import { customerCreated, type Fields } from './customer-created.ts';
import { drawn } from './drawn.ts';
import { knowledge, scrubbed, seed } from './scrubbed.ts';
import { structure } from './structure.ts';

describe('a scrubbed delivery', () => {
  const kept = {
    isEmailVerified: true,
    authenticationMode: 'Password',
    version: 41,
    createdAt: '2019-01-02T03:04:05.678Z',
    locale: 'de-AT',
    firstName: '',
    lastName: '  ',
    title: null,
    customerNumber: '0',
    addresses: [{ country: 'AT', city: '' }],
    custom: {
      type: { typeId: 'type' },
      fields: {
        spent: { type: 'centPrecision', currencyCode: 'EUR', centAmount: 4711, fractionDigits: 2 },
        orders: 0,
        member: false,
        country: 'CH',
      },
    },
  };

  it('keeps what tells of nobody', () => {
    const { customer } = scrubbed(customerCreated(kept));
    expect(customer).toMatchObject(kept);
  });

  it('has nothing else', () => {
    const personal = {
      email: 'Runa.Feld@mail.example',
      firstName: 'Runa',
      dateOfBirth: '1984-11-03',
      vatId: 'DE123456789',
      key: 'runa-feld',
      locale: 'Runa',
      addresses: [{ country: 'Feldland', city: 'Bergen', phone: '+49 555 0100200', poBox: 'Feld 7' }],
      custom: {
        fields: { age: 34, height: -1.82, born: '1984-11-03T00:00:00Z', twin: { name: 'Liv Feld' } },
      },
      loginFrom: '8.8.4.4',
    };
    const text = JSON.stringify(scrubbed(customerCreated(personal))).toLowerCase();
    for (const one of [
      'runa',
      'feld',
      '1984-11-03',
      'de123456789',
      'bergen',
      '0100200',
      ':34',
      '1.82',
      'liv',
      '8.8.4.4',
      '5a1296f7',
      'garden',
    ])
      expect(text).not.toContain(one);
  });

  it('has another day of birth, also where that is written as a time', () => {
    const { customer } = scrubbed(customerCreated({ dateOfBirth: '1984-11-03T00:00:00Z' }));
    expect(JSON.stringify(customer)).not.toContain('1984-11-03');
  });

  it('has another value of a custom field, also where a message is about that field alone', () => {
    const message = customerCreated(
      {},
      { type: 'CustomerCustomFieldChanged', name: 'age', value: 34, previousValue: 33 },
    );
    expect(JSON.stringify(scrubbed(message))).not.toMatch(/:3[34]\b/);
  });

  it('has no secret, and nothing in its place that looks like one', () => {
    const secrets = {
      password: 'qwertz-1',
      token: 'tok-1',
      custom: { fields: { apiKey: 'key-1', cvv: 123 } },
    };
    const token = customerCreated({}, { type: 'CustomerEmailTokenCreated', value: 'live-token-1' });
    const text = JSON.stringify([scrubbed(customerCreated(secrets)), scrubbed(token)]);
    expect(text).not.toMatch(/qwertz|tok-1|key-1|123|live|"password"|"token"|"value"/);
    expect(text).toContain('"apiKey":"removed","cvv":0');
  });

  it('is told with how much was done for it', () => {
    const secrets = { password: 'qwertz-1', custom: { fields: { apiKey: 'key-1', cvv: 123, age: 34 } } };
    const original = customerCreated({ ...secrets, firstName: 'Runa' });
    const without = scrubNotification(customerCreated({}), knowledge(original), drawn(seed));
    const { replaced, removed } = scrubNotification(original, knowledge(original), drawn(seed));
    expect([replaced - without.replaced, removed - without.removed]).toEqual([2, 3]);
    expect(replacedInWords({ replaced: 2, removed: 3 })).toBe(
      '2 values replaced by look-alikes, 3 secrets removed',
    );
    expect(replacedInWords({ replaced: 1, removed: 0 })).toBe('1 value replaced by look-alikes');
  });

  it('is judged by where each value stands, also in a list', () => {
    const asked: string[] = [];
    const common = {
      ...knowledge(customerCreated({})),
      knowledgeOf: (path: Path) => {
        asked.push(path.join('/'));
        return 'unknown' as const;
      },
    };
    scrubNotification({ customer: { stores: [{ key: 'a' }, { key: 'b' }] } }, common, drawn(seed));
    expect(new Set(asked.filter((path) => path.endsWith('key')))).toEqual(
      new Set(['customer/stores/0/key', 'customer/stores/1/key']),
    );
  });

  it('has nothing of a field whose name says that it is secret, however it is written', () => {
    const names = [
      ...['passwd', 'userPassword', 'passphrase', 'clientSecret', 'refreshToken', 'credentials'],
      ...['authorization', 'Cookie', 'apiKey', 'api_key', 'x-api-key', 'accessKey', 'access_key'],
      ...['access-key', 'privateKey', 'private_key', 'private-key', 'cvv', 'cvc'],
    ];
    const fields = Object.fromEntries(names.map((name) => [name, 'blue garden']));
    expect(scrubbed(customerCreated({ custom: { fields } }))).toMatchObject({
      customer: { custom: { fields: Object.fromEntries(names.map((name) => [name, 'removed'])) } },
    });
  });

  it('keeps what a mapping compares with or looks up, but no name of a person', () => {
    const fields = { consentAdvertising: 'gold', tier: 'EXAMPLE' };
    const common = { ...knowledge(customerCreated({})), literals: new Set(['gold', 'Gold']) };
    const { notification } = scrubNotification(
      customerCreated({ lastName: 'Gold', custom: { fields } }),
      common,
      drawn(seed),
    );
    expect(notification).toMatchObject({ customer: { custom: { fields: { consentAdvertising: 'gold' } } } });
    expect(JSON.stringify(notification)).not.toMatch(/"Gold"|EXAMPLE/);
  });

  it('keeps the name of a custom field that a mapping names, and of no person who is called so', () => {
    const told = { name: 'newsletter', value: 'x' };
    const message = customerCreated({}, { type: 'CustomerCustomFieldAdded', ...told });
    expect(scrubbed(message, ['customer.custom-fields'])).toMatchObject({ name: 'newsletter' });
    const other = customerCreated({}, { type: 'CustomerCustomFieldAdded', ...told, name: 'runaFeld' });
    expect(JSON.stringify(scrubbed(other, ['customer.custom-fields']))).not.toContain('runaFeld');
    const unit = customerCreated({}, { type: 'BusinessUnitNameChanged', name: 'newsletter' });
    expect(JSON.stringify(scrubbed(unit, ['customer.custom-fields']))).not.toContain('newsletter');
  });

  it('has other names of fields where they tell of a person', () => {
    const fields = { 'runa@mail.example': 1, runa: true, Runa_Feld: 'x', gateCode: 'Runa' };
    const text = JSON.stringify(scrubbed(customerCreated({ firstName: 'Runa', custom: { fields } })));
    expect(text.toLowerCase()).not.toContain('runa');
    expect(text).toContain('"gateCode"');
  });

  it('has another number where a text is documented, as in a delivery that does not fit its schema', () => {
    const personal = { customerNumber: 49555010020, addresses: [{ phone: 49555010030, postalCode: 99_998 }] };
    const { customer } = scrubbed(customerCreated({ ...personal, version: 41 }));
    expect(JSON.stringify(customer)).not.toMatch(/49555010020|49555010030|99998/);
    expect(customer).toMatchObject({ version: 41, customerNumber: expect.any(Number) });
  });

  it.each([
    'f7a1296f-3db7-41c4-90ce-6f2128019d13',
    'seen_f7a1296f-3db7-41c4-90ce-6f2128019d13',
    'phone_49555010020',
    'plot_49555',
    'garden gate',
    '7garden',
    'gate of Ivo',
    'eyJhbGciOiJIUzI1NiJ9_eyJzdWIiOiJydW5hIn0',
    'a3f5c9e1b2d4a3f5c9e1',
    'seen_a3f5c9e1b2d4a3f5c9e1',
  ])('has another name of a field than %s, which is an id or has not the form of a name', (key) => {
    const { custom } = scrubbed(customerCreated({ custom: { fields: { [key]: true, year_2026: true } } }))[
      'customer'
    ] as { readonly custom: { readonly fields: Fields } };
    const [name, other] = Object.keys(custom.fields);
    expect([name === key, other]).toEqual([false, 'year_2026']);
    expect(name).not.toContain('3db7');
  });

  it('has no text of the original, whatever that was', () => {
    const property = fc.property(anyCustomer, fc.nat(), (original, from) => {
      const notification = customerCreated(original, {
        comment: `Call ${original.firstName}: ${original.email}`,
      });
      const after = scrubbed(notification, [], from);
      expect(survivors(notification, after, knowledge(notification))).toEqual([]);
      const told = JSON.stringify(after).toLowerCase();
      for (const one of [original.email, original.email.split('@')[0] ?? ''].filter(
        ({ length }) => length > 5,
      ))
        expect(told).not.toContain(one.toLowerCase());
    });
    fc.assert(property, { seed, numRuns: 80 });
  });

  it('has the structure of the original, and equal values where that has equal ones', () => {
    const property = fc.property(anyCustomer, fc.nat(), ({ unheardOf, custom, ...original }, from) => {
      const notification = customerCreated({
        ...original,
        middleName: original.firstName,
        title: original.lastName,
      });
      const after = scrubbed(notification, [], from);
      expect(structure(after)).toEqual(structure(notification));
      const { firstName, middleName, title, lastName } = after['customer'] as Fields;
      expect([middleName, title]).toEqual([firstName, lastName]);
      if (original.firstName !== original.lastName)
        expect(firstName === undefined || firstName !== lastName).toBe(true);
    });
    fc.assert(property, { seed, numRuns: 50 });
  });
});
