import type { AuthoredFile, CaseName, Caught, ProjectAnswer } from '../contract.ts';
import { el } from './elements.ts';

/** Which sample is in the editor. */
export type Chosen =
  | { readonly kind: 'case'; readonly mapping: string; readonly name: string }
  | { readonly kind: 'caught'; readonly id: number }
  /** Pasted, or edited; counted from 0. */
  | { readonly kind: 'own'; readonly id: number };

export function valueFor(chosen: Chosen): string {
  if (chosen.kind === 'case') return `case:${chosen.mapping}/${chosen.name}`;
  return `${chosen.kind}:${chosen.id}`;
}

export function chosenBy(value: string): Chosen {
  const [, mapping, name] = /^case:([^/]+)\/(.+)$/.exec(value) ?? [];
  if (mapping !== undefined && name !== undefined) return { kind: 'case', mapping, name };
  const [, kind, id] = /^(caught|own):(\d+)$/.exec(value) ?? [];
  return { kind: kind === 'caught' ? kind : 'own', id: Number(id) };
}

/** The files by what they are. A file that is not on disk yet stands first. */
export function fillFiles(select: HTMLSelectElement, { files }: ProjectAnswer, open: string): void {
  const option = (path: string) => {
    const name = path.replace(/^mappings\/(?:shared\/|tables\/)?|\.yaml$/g, '');
    return el('option', { with: { value: path } }, name);
  };
  const group = (label: string, kind: AuthoredFile['kind']) => {
    const own = files.filter((file) => file.kind === kind);
    return own.length === 0
      ? []
      : [
          optgroup(
            label,
            own.map(({ path }) => option(path)),
          ),
        ];
  };
  const isNew = !files.some(({ path }) => path === open);
  select.replaceChildren(
    ...(isNew ? [optgroup('Not saved yet', [option(open)])] : []),
    ...group('Mappings', 'mapping'),
    ...group('Values for all mappings', 'shared'),
    ...group('Tables', 'table'),
  );
  select.value = open;
}

/** The samples: of the mapping, of its types, caught ones, all others. */
export function fillSamples(
  select: HTMLSelectElement,
  cases: readonly CaseName[],
  {
    mapping,
    types,
    caught,
    chosen,
    owns,
  }: {
    readonly mapping: string | undefined;
    readonly types: readonly string[];
    readonly caught: readonly Caught[];
    readonly chosen: Chosen;
    /** How many there are of one's own. */
    readonly owns: number;
  },
): void {
  const own = cases.filter((one) => one.mapping === mapping);
  const alike = cases.filter((one) => one.mapping !== mapping && types.includes(one.type ?? ''));
  const rest = mapping === undefined ? cases : [];
  const option = (value: Chosen, text: string) => el('option', { with: { value: valueFor(value) } }, text);
  const cased = (one: CaseName, text: string) => option({ kind: 'case', ...one }, text);
  const all = chosen.kind === 'own' ? Math.max(owns, chosen.id + 1) : owns;
  const mine = Array.from({ length: all }, (_, id) =>
    option({ kind: 'own', id }, id === 0 ? 'Your own' : `Your own, ${id + 1}`),
  );
  const groups = [
    ['Samples of this mapping', own.map((one) => cased(one, one.name))],
    ['Caught', caught.map(({ id, type, time }) => option({ kind: 'caught', id }, `${type}, ${time}`))],
    ['Samples of the same type', alike.map((one) => cased(one, `${one.mapping}/${one.name}`))],
    ['All samples', rest.map((one) => cased(one, `${one.mapping}/${one.name}`))],
  ] as const;
  select.replaceChildren(
    ...mine,
    ...groups.flatMap(([label, options]) => (options.length === 0 ? [] : [optgroup(label, options)])),
  );
  select.value = valueFor(chosen);
}

function optgroup(label: string, options: readonly HTMLOptionElement[]): HTMLOptGroupElement {
  return el('optgroup', { with: { label } }, ...options);
}
