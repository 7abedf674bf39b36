import type { StoredCatalog } from '../mapping/stored.ts';
import { readCases } from '../node/case-files.ts';

/** What commercetools sends first. https://docs.commercetools.com/api/projects/subscriptions#test-notification */
const testNotification = {
  notificationType: 'ResourceCreated',
  projectKey: 'any',
  resource: { typeId: 'subscription', id: '00000000-0000-4000-8000-000000000000' },
  version: 1,
  modifiedAt: '2026-01-01T00:00:00.000Z',
};

/** Bodies that a function gets: the test notification, and for each type of call all samples of the first mapping that makes it. */
export async function samples(root: URL, { mappings, programs }: StoredCatalog): Promise<readonly string[]> {
  const { cases } = await readCases(root);
  const typesOf = mappings.map(({ name }, index) => {
    return { name, types: programs[index]?.calls.map(({ type }) => type) ?? [] };
  });
  const withSamples = typesOf.filter(({ name }) => cases.some(({ mapping }) => mapping === name));
  const types = new Set(withSamples.flatMap((one) => one.types));
  const chosen = new Set([...types].map((type) => withSamples.find((one) => one.types.includes(type))?.name));
  const texts = cases.flatMap(({ mapping, delivery }) => (chosen.has(mapping) ? (delivery?.text ?? []) : []));
  return [JSON.stringify(testNotification), ...texts];
}
