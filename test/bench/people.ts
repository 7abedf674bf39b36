import type { Inventor } from './inventor.ts';

/** What invented people are called, and where they live. */
export const firstNames = ['Wren', 'Bram', 'Chloé', 'Dunja', 'Élodie', 'Falk', 'Greta', 'Jürgen'] as const;
export const lastNames = ['Marlow', 'Müller', 'Dupont', 'García', 'Novák', 'Thornfield'] as const;
const cities = [
  ['Berlin', 'DE', 'BE'],
  ['Paris', 'FR', 'IDF'],
  ['Madrid', 'ES', 'MD'],
  ['Wien', 'AT', 'W'],
] as const;

/** An address, by its number among those of its person. */
export function address({ whole, pick, id }: Inventor, number: number) {
  const [city, country, region] = pick(cities);
  return {
    id: id().slice(0, 8),
    key: `address-${number}`,
    firstName: pick(firstNames),
    lastName: pick(lastNames),
    streetName: pick(['Hauptstraße', 'Rue de Rivoli', 'Gran Vía']),
    streetNumber: String(whole(1, 200)),
    additionalStreetInfo: '3rd floor',
    postalCode: String(whole(10_000, 98_999)),
    city,
    region,
    state: region,
    country,
    phone: `+4930${whole(1_000_000, 9_999_999)}`,
    email: `address${number}@example.com`,
  };
}
