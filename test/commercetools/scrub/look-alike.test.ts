import { describe, expect, it } from 'vitest';
import { lookAlikes } from '../../../src/commercetools/scrub/look-alike.ts';
import { drawn } from './drawn.ts';

/** The look-alikes of texts of one delivery. */
function scrubbed(...texts: readonly string[]): readonly string[] {
  return texts.map(lookAlikes(texts, drawn(1)));
}

describe('a look-alike', () => {
  it.each([
    ['a name', 'Runa Feld', /^[A-Z][a-z]{3} [A-Z][a-z]{3}$/],
    ['a name in large letters', 'RUNA', /^[A-Z]{4}$/],
    ['a name with a mark', 'Jürgen', /^[A-Z][à-ÿ][a-z]{4}$/],
    ['a name in another script', 'Анна Каренина', /^[А-Я][а-я]{3} [А-Я][а-я]{7}$/],
    ['a name in ideographs', '山田', /^\p{Script=Han}{2}$/u],
    ['a name in Hangul', '합성 주식회사', /^\p{Script=Hangul}{2} \p{Script=Hangul}{4}$/u],
    ['a picture', 'Fox 🦊', /^[A-Z][a-z]{2} \p{Extended_Pictographic}$/u],
    ['blanks around', '  Oster ', /^ {2}[A-Z][a-z]{4} $/],
    ['markup', '<b>"Oster" \\ Ivo</b>', /^<[a-z]>"[A-Z][a-z]{4}" \\ [A-Z][a-z]{2}<\/[a-z]>$/],
    [
      'an e-mail address',
      'Runa.Feld+shop@Mail.example',
      /^[A-Z][a-z]{3}\.[A-Z][a-z]{3}\+[a-z]{4}@E?[xX]ample\.com$/i,
    ],
    ['one that is not ASCII', 'jörg@bücher.example', /^[a-z][à-ÿ][a-z]{2}@[a-z][à-ÿ][a-z]{4}\.example\.com$/],
    ['one in large letters', 'RUNA@MAIL.EXAMPLE', /^[A-Z]{4}@EXAMPLE\.COM$/],
    ['a telephone number', '+49 555 010-0200', /^\+\d{2} \d{3} \d{3}-\d{4}$/],
    ['a date', '1984-11-30', /^19[789]\d-(0[1-9]|1[0-2])-([01]\d|2[0-8])$/],
    ['a leap day', '2004-02-29', /^(1992|1996|2000|2008|2012|2016)-02-29$/],
    ['a date that is none', '1985-02-30', /^19[789]\d-02-30$/],
    ['a date of an office', '3.11.1984', /^\d\.\d{2}\.19[789]\d$/],
    [
      'a time',
      '1984-11-03T10:20:30.123+02:00',
      /^19[789]\d-\d\d-\d\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}\+02:00$/,
    ],
    [
      'a UUID',
      '5a143010-3db7-41c4-90ce-6f21287668c4',
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-9[0-9a-f]{3}-[0-9a-f]{12}$/,
    ],
    ['an address of the internet', 'from 8.8.4.4', /^[a-z]{4} 203\.0\.113\.\d{1,3}$/],
    ['one of version 6', '2a02:8108:8b40:5a00::1', /^2001:db8::[0-9a-f]{1,4}$/],
    [
      'a URL',
      'https://shop.example:8080/k%C3%BCbel?q=Runa%20Feld#x',
      /^https:\/\/example\.com:8080\/[a-z](%[0-9A-F]{2})+[a-z]{3}\?[a-z]=[A-Z][a-z]{3}%20[A-Z][a-z]{3}#[a-z]$/,
    ],
    [
      'a URL with a user',
      'https://runa:geheim@shop.example/x',
      /^https:\/\/(?!runa|.*geheim)[a-z]{4}:[a-z]{6}@example\.com\/[a-z]$/,
    ],
    [
      'URLs of several hosts, one an address',
      'https://shop.example/a http://8.8.4.4:81/runa https://other.example/c',
      /^https:\/\/example\.com\/[a-z] http:\/\/example\.com:81\/(?!runa)[a-z]{4} https:\/\/[a-z]{5}\.example\.com\/[a-z]$/,
    ],
    ['a URL without escapes', 'https://shop.example/kübel', /^https:\/\/example\.com\/[a-z][à-ÿ][a-z]{3}$/],
    [
      'a URL whose escapes are none',
      'https://shop.example/%FF%FE-runa',
      /^https:\/\/example\.com\/-[a-z]{4}$/,
    ],
    ['a digest', 'e3b0c44298fc1c149afbf4c8996fb924', /^[0-9a-f]{32}$/],
    ['an order number', 'GS-2026-1028', /^[A-Z]{2}-\d{4}-\d{4}$/],
    ['a number with zeros', '0042', /^00[1-9]\d$/],
  ])('of %s has its form', (_, text, form) => {
    const [other = ''] = scrubbed(text);
    expect(other).toMatch(form);
    expect(other).not.toBe(text);
  });

  it.each([
    ['a token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJydW5hIn0.c2lnbmF0dXJl', 'removed'],
    ['a key', 'key_ sk_live_4eC39HqLyjWDarjtT1zdp7dc', /^[a-z]{3}_ removed$/],
    ['what a caller shows', 'Bearer abcdefghijklmnop', /^[A-Z][a-z]{5} removed$/],
    ['what is long and mixed', 'aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5', 'removed'],
  ])('of %s is none: it is removed', (_, text, expected) => {
    expect(scrubbed(text)[0]).toMatch(expected);
  });

  it('is the same wherever the same word stands, in whatever case and within others', () => {
    const [first, email, large, company, joined, decomposed] = scrubbed(
      'Runa',
      'runa.feld@mail.example',
      'RUNA.FELD@MAIL.EXAMPLE',
      'Runa & Söhne',
      'runafeld',
      'So\u0308hne',
    );
    const small = first?.toLowerCase() ?? '';
    expect(email?.startsWith(`${small}.`)).toBe(true);
    expect(large).toBe(email?.toUpperCase());
    expect(company?.startsWith(`${first} & `)).toBe(true);
    expect(joined?.startsWith(small)).toBe(true);
    expect(decomposed?.normalize('NFC')).toBe(company?.split(' & ')[1]);
    expect(decomposed?.normalize('NFD')).toBe(decomposed);
  });

  it('of a telephone number is the same however it is written', () => {
    const [written, plain] = scrubbed('+49 555 0100200', '+495550100200');
    expect(plain).toBe(written?.replaceAll(' ', ''));
  });

  it('tells different texts apart, be they ever so short', () => {
    const ids = ['a1', 'a2', 'b1', 'b2', '1', '2', '12', '21', 'ab', 'ba', 'a@x.example', 'a@y.example'];
    expect(new Set(scrubbed(...ids)).size).toBe(ids.length);
  });

  it('of a word in a long text is another each time, unless a short text has it too', () => {
    const long = `Runa wrote wrote wrote ${'and so on '.repeat(30)}`;
    const [other = '', name] = scrubbed(long, 'Runa');
    expect(other.length).toBe(long.length);
    const [first, ...more] = other.split(' ');
    expect(first).toBe(name);
    expect(new Set(more.slice(0, 3)).size).toBe(3);
  });

  it('copes with long texts of any kind', () => {
    const texts = ['a', '@', '1', 'A1b2', 'a:', '1.', 'https://a', '-', 'é', '漢'].map((part) =>
      part.repeat(100_000 / part.length),
    );
    expect(scrubbed(...texts)).toHaveLength(texts.length);
  });

  it('is another one in another run', () => {
    const texts = ['Runa Feld'];
    expect(lookAlikes(texts, drawn(1))('Runa Feld')).not.toBe(lookAlikes(texts, drawn(2))('Runa Feld'));
  });
});
