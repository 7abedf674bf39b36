import { count } from '../../report/format.ts';
import { cut, fieldText } from '../cases/value-text.ts';
import type { MappingDiff } from './mapping-diff.ts';

/** How many fields are named; of the others only the number is told. */
const mostFields = 3;

/** What a reader is shown of a field's name at most, in letters. */
const mostOfName = 100;

interface Changes {
  calls: number;
  readonly mappings: Set<string>;
}

/**
 * Which fields change most, in one line: `userId changes in 151 calls of 45 mappings`. Nothing where the calls of one mapping
 * change at most, or of none: then the list below says it as shortly.
 */
export function fieldsText({ mappings }: MappingDiff): string | undefined {
  const found = new Map<string, Changes>();
  for (const { name, cases } of mappings)
    for (const change of cases.flatMap(({ calls }) => calls)) {
      if (change.kind !== 'changed') continue;
      // Of a list, all items are one field here.
      const fields = new Set(
        change.fields.map(({ pointer }) => fieldText(pointer).replace(/\[\d+\]/g, '[…]')),
      );
      for (const field of fields) {
        const changes = found.get(field) ?? { calls: 0, mappings: new Set() };
        found.set(field, changes);
        changes.calls += 1;
        changes.mappings.add(name);
      }
    }
  const all = [...found].sort(([one, a], [other, b]) => b.calls - a.calls || (one < other ? -1 : 1));
  if (new Set(all.flatMap(([, changes]) => [...changes.mappings])).size < 2) return undefined;
  const named = all.slice(0, mostFields).map(([field, { calls, mappings: those }], index) => {
    const where = `${count(calls, 'call')} of ${count(those.size, 'mapping')}`;
    return `${cut(field, 0, mostOfName)}${index === 0 ? ' changes' : ''} in ${where}`;
  });
  const others = all.length - named.length;
  return [...named, ...(others > 0 ? [count(others, 'other field')] : [])].join(', ');
}
