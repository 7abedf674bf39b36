import { describe, expect, it } from 'vitest';
import { isSameKind, outcomeKind } from '../../../src/cli/capture/outcome-kind.ts';
import { readCaptured } from '../../../src/cli/capture/read-captured.ts';
import { mapBody } from '../../../src/cli/cases/run-cases.ts';
import type { Source } from '../../../src/commercetools/lookup/wanted.ts';
import { ownRoot, readCases } from '../../../src/node/case-files.ts';
import { builtProject } from '../../built-project.ts';
import { scrubbed } from './scrubbed.ts';
import { structure } from './structure.ts';

const { catalog } = await builtProject();
const { cases } = await readCases(ownRoot);

describe('the samples of this project, as if they were of real people', () => {
  it.each(cases)('$mapping: $name gives calls of the same kind', async ({ mapping, delivery, fetched }) => {
    const captured = readCaptured(delivery?.text ?? '');
    if (!captured.ok) throw new Error(captured.reason);
    const [original = {}] = captured.notifications;
    const after = scrubbed(original, [mapping]);
    const alone = { ...catalog, mappings: catalog.mappings.filter(({ name }) => name === mapping) };
    const resources = fetched && JSON.parse(fetched.text);
    const before = await mapBody(original, alone, sourceOf(resources));
    const then = await mapBody(after, alone, sourceOf(withOther(resources, replaced(original, after))));
    expect(outcomeKind(then)).toEqual(outcomeKind(before));
    expect(isSameKind(outcomeKind(then), outcomeKind(before))).toBe(true);
    if (before.status === 'mapped' && then.status === 'mapped')
      expect(then.calls.map(({ call }) => structure(call))).toEqual(
        before.calls.map(({ call }) => structure(call)),
      );
  });
});

/** What a text of the original has become, by that text. */
function replaced(original: unknown, after: unknown): ReadonlyMap<unknown, unknown> {
  if (typeof original !== 'object' || original === null) return new Map([[original, after]]);
  const others = Object.values(after ?? {});
  return new Map(Object.values(original).flatMap((part, at) => [...replaced(part, others[at])]));
}

/** The same with the texts that a map has others for. */
function withOther(value: unknown, others: ReadonlyMap<unknown, unknown>): unknown {
  if (Array.isArray(value)) return value.map((part) => withOther(part, others));
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? (others.get(value) ?? value) : value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withOther(part, others)]));
}

/** Has these resources, whichever is asked for of their kind; none where there are none. */
function sourceOf(resources: unknown): Source | undefined {
  if (resources === undefined) return undefined;
  return async ({ kind }) => {
    const found = Object.entries(resources ?? {}).find(([name]) => name.startsWith(`${kind}/`))?.[1];
    return found ? { status: 'found', value: found } : { status: 'absent', reason: 'it is gone' };
  };
}
