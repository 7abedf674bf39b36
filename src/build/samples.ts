import type { StoredCatalog } from '../mapping/stored/stored.ts';
import { readCases } from '../node/case-files.ts';

/** What commercetools sends first. https://docs.commercetools.com/api/projects/subscriptions#test-notification */
const testNotification = {
  notificationType: 'ResourceCreated',
  projectKey: 'any',
  resource: { typeId: 'subscription', id: '00000000-0000-4000-8000-000000000000' },
  version: 1,
  modifiedAt: '2026-01-01T00:00:00.000Z',
};

/** The calls that nearly all deliveries become. */
const usual: readonly string[] = ['identify', 'track'];

/**
 * Bodies that a function gets: the test notification, and for each usual type of call the longest sample of the first mapping that makes it.
 * One that fetches is not among them: nothing is fetched here. More samples would have V8 keep more than most deliveries need.
 */
export async function samples(root: URL, { mappings, programs }: StoredCatalog): Promise<readonly string[]> {
  const { cases } = await readCases(root);
  const sampleOf = (name: string) => {
    const texts = cases.flatMap(({ mapping, delivery }) =>
      mapping === name && delivery ? delivery.text : [],
    );
    return texts.toSorted((one, other) => other.length - one.length)[0];
  };
  const chosen = new Map<string, string>();
  for (const [index, { name }] of mappings.entries()) {
    const { calls = [], fetches } = programs[index] ?? {};
    const sample = fetches === undefined ? sampleOf(name) : undefined;
    if (sample === undefined) continue;
    for (const { type } of calls) if (usual.includes(type) && !chosen.has(type)) chosen.set(type, sample);
  }
  return [JSON.stringify(testNotification), ...new Set(chosen.values())];
}
