import { expect, it } from 'vitest';
import { type Common, isCommonKey, type Path, verdictOn } from '../../../src/commercetools/scrub/personal.ts';

const common: Common = {
  knowledgeOf: (path) => {
    const name = String(path.findLast((step) => typeof step === 'string'));
    if (['mode', 'tokenKind'].includes(name)) return 'enumerated';
    if (['at', 'dateOfBirth', 'garden gate'].includes(name)) return 'documented';
    return ['size', 'coordinates'].includes(name) ? 'number' : 'unknown';
  },
  names: new Set(['CustomerCreated', 'customer']),
  literals: new Set(['newsletter']),
  fields: new Set(['gate code']),
  secrets: [],
};
const money = { type: '', currencyCode: 'EUR', centAmount: 0, preciseAmount: 0, fractionDigits: 2 };

/** Whether what stands there is of nobody. */
const keeps = (path: Path, value: unknown, holder: unknown = {}) =>
  verdictOn(value, path, holder, common) === 'keep';

it.each<[string, readonly unknown[], readonly unknown[]]>([
  ['mode', ['Password', 'In-Store2'], ['Runa Feld', '7Runa', 'Runa!', ' Runa', 'x'.repeat(65)]],
  [
    'at',
    [
      ...['2019-01-02T03:04:05.678Z', '2019-01-02T03:04Z', '2019-01-02T03:04:05'],
      ...['2019-01-02T03:04:05+0200', '2019-01-02T03:04:05-02:00'],
    ],
    [
      ...['of Runa 2019-01-02T03:04:05Z', '2019-01-02T03:04:05Z of Runa', '2019-01-02T03:04:05r0000'],
      ...['2019-01-02T03:04:05+02:0x', '2019-01-02T03:04:05x678Z', '49-01-02T03:04:05Z'],
    ],
  ],
  ['dateOfBirth', [], ['2019-01-02T03:04:05Z']],
  ['born', [], ['2019-01-02T03:04:05Z', 'CustomerCreated', 'centPrecision', 'de', 'AT', 'EUR']],
  ['country', ['AT'], ['at', 'AUT', 'A1', 'of AT', 'A']],
  ['Country', ['AT'], []],
  ['homeCountry', [], ['AT']],
  ['countryman', [], ['AT']],
  ['currency', ['EUR'], ['eur', 'EURO', 'E1R', 'of EUR', 'EU']],
  ['currencyCode', ['EUR'], []],
  ['CURRENCY', ['EUR'], []],
  ['myCurrency', [], ['EUR']],
  ['currencyOfRuna', [], ['EUR']],
  [
    'locale',
    ['de', 'de-AT', 'de_AT', 'zh-Hant-TW'],
    [...['deu', 'DE', 'de-A', 'de+AT', 'de-12', 'de-Runas', 'de-AT-aa-bb', 'de-AT of Runa', 'of de', '12']],
  ],
  ['Language', ['de'], []],
  ['motherLanguage', [], ['de']],
  ['localeOfRuna', [], ['de']],
  ['consent', ['newsletter'], ['newsletters']],
  ...['nickname', 'email', 'phone', 'mobile', 'fax', 'streetNumber', 'birthplace'].map(
    (name): [string, [], string[]] => [name, [], ['newsletter']],
  ),
  ['note', ['', '  ', '--', '000', true, false, null], ['0 Runa', '7', '山', '🦊', 'x']],
  ['count', [0, 1], [2, -1, 34, 0.5]],
  ['size', [34], ['34']],
  ['coordinates', [], [13.4]],
  ['tokenKind', ['Live'], []],
  ['token', ['', true], ['Live', 34]],
])('of "%s" only what is known to be of nobody is kept', (name, kept, others) => {
  expect(kept.filter((value) => !keeps(['custom', name], value))).toEqual([]);
  expect(others.filter((value) => keeps(['custom', name], value))).toEqual([]);
});

it('a name of a type is kept where types stand', () => {
  for (const name of ['type', 'payloadType', 'typeId', 'notificationType'])
    expect([keeps([name], 'CustomerCreated'), keeps([name], 'Runa')]).toEqual([true, false]);
});

it.each([
  ['business-unit', true],
  ['a-b-c-d-e', true],
  ['runa feld', false],
  ['business-unit of Runa', false],
  ['of business-unit', false],
  ['Runa', false],
  ['49-555', false],
  ['business-49', false],
])('a type of a resource that nobody has heard of has its form: %s', (typeId, isKept) => {
  expect([keeps(['resource', 'typeId'], typeId), keeps(['custom', 'typeId'], typeId)]).toEqual([
    isKept,
    false,
  ]);
});

it('of money its amount is kept, and nothing else beside it', () => {
  for (const type of ['centPrecision', 'highPrecision']) expect(keeps(['type'], type, money)).toBe(true);
  for (const type of ['Runa', 'of centPrecision', 'centPrecision of Runa', 'centprecision'])
    expect(keeps(['type'], type, money)).toBe(false);
  for (const name of ['centAmount', 'preciseAmount', 'fractionDigits'])
    expect([keeps([name], 4711, money), keeps([name], 4711)]).toEqual([true, false]);
  for (const part of [{ currencyCode: 'EUR' }, { fractionDigits: 2 }, { currencyCode: 1, fractionDigits: 2 }])
    expect(keeps(['centAmount'], 4711, part)).toBe(false);
  expect(keeps(['centAmount'], 4711, undefined)).toBe(false);
  expect([keeps(['age'], 34, money), keeps(['type'], 'centPrecision')]).toEqual([false, false]);
});

it('the name of a custom field is kept in a message about it, and in no other place', () => {
  const about = (type: string) => ({ type });
  for (const change of ['Added', 'Changed', 'Removed'])
    expect(keeps(['name'], 'newsletter', about(`CustomerCustomField${change}`))).toBe(true);
  expect(keeps(['name'], 'newsletter', about('CustomFieldAddedBy'))).toBe(false);
  expect(keeps(['name'], 'newsletter', undefined)).toBe(false);
  expect(keeps(['customer', 'name'], 'newsletter', about('CustomerCustomFieldAdded'))).toBe(false);
});

it('the name of a field is kept where it is documented, stands in a mapping, or has the form of one', () => {
  const isKept = (key: string) => isCommonKey(key, ['custom'], common);
  expect(
    ['garden gate', 'gate code', 'newsletter', 'x', '_x', 'Gate-code', 'a_4955'].filter(isKept),
  ).toHaveLength(7);
  expect(['runa feld', '7runa', 'x'.repeat(65), 'a_49555', 'runa@mail.example'].filter(isKept)).toEqual([]);
});
