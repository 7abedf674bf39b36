import { readFileSync } from 'node:fs';

export type Fields = Readonly<Record<string, unknown>>;

/** The delivery of a case of the project. */
export function deliveryOf(mapping: string, name: string): Fields {
  return read(mapping, name, 'delivery');
}

/** The same, and what is fetched for it, in the order of its file. */
export function caseOf(mapping: string, name: string) {
  const fetched = Object.values(read(mapping, name, 'fetched')) as readonly Fields[];
  return { delivery: deliveryOf(mapping, name), fetched };
}

function read(mapping: string, name: string, part: string): Fields {
  const file = new URL(`../../mappings/${mapping}/${name}.${part}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Fields;
}
