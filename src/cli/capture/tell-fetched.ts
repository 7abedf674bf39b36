import { nameOf, type Source } from '../../commercetools/lookup/wanted.ts';
import type { Catalog } from '../../mapping/catalog.ts';
import { casePath } from '../../node/case-files.ts';
import { mapBody } from '../cases/run-cases.ts';
import type { Io } from '../command.ts';
import type { Notification } from './read-captured.ts';

/**
 * Says what a case must have beside its delivery where its mapping fetches: nothing is fetched for it, since what
 * commercetools has is of a real person. Of what is fetched by way of something else, `mapper test` tells.
 */
export async function tellFetched(
  {
    mapping,
    name,
    delivery,
  }: { readonly mapping: string; readonly name: string; readonly delivery: Notification },
  alone: Catalog,
  io: Io,
): Promise<void> {
  const asked: string[] = [];
  const source: Source = async (wanted) => {
    asked.push(nameOf(wanted));
    return { status: 'absent', reason: 'not fetched for a case' };
  };
  await mapBody(delivery, alone, source);
  if (asked.length === 0) return;
  const sample = asked.map((one) => `${JSON.stringify(one)}: {…}`).join(', ');
  io.stderr(
    `${mapping} fetches ${asked.join(', ')}: write ${casePath(mapping, name, 'fetched')} by hand, with invented people,\n` +
      `  {${sample}}\n  with null where commercetools has none; then: npm run mapper -- test ${mapping} --update\n`,
  );
}
