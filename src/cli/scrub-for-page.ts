import { randomInt } from 'node:crypto';
import type { Draw } from '../commercetools/scrub/draw.ts';
import type { Catalog, CatalogSources } from '../mapping/catalog.ts';
import type { ScrubbedSample } from '../playground/tools.ts';
import { commonKnowledge } from './capture/common-knowledge.ts';
import { isSameKind, kindInWords, outcomeKind } from './capture/outcome-kind.ts';
import { readCaptured, typeOf } from './capture/read-captured.ts';
import { replacedInWords, scrubUntilClean } from './capture/scrub-until-clean.ts';
import { textOf } from './capture/write-case.ts';
import { mapBody } from './cases/run-cases.ts';

/** What `mapper capture` makes of a delivery for a mapping, as the playground saves it. `catalog` holds that mapping alone. */
export async function scrubForPage(
  sample: string,
  mapping: string,
  { sources, catalog }: { readonly sources: CatalogSources; readonly catalog: Catalog },
  draw: Draw = randomInt,
): Promise<ScrubbedSample> {
  const captured = readCaptured(sample);
  if (!captured.ok) return refused(`it holds no delivery: ${captured.reason}`);
  const [original, another] = captured.notifications;
  if (original === undefined || another !== undefined) return refused('it holds several deliveries');
  const type = typeOf(original);
  if (!sources.inputs.has(type))
    return refused('its type has no schema, so nobody can say what in it is personal');
  const clean = scrubUntilClean(original, commonKnowledge(original, type, sources, [mapping]), draw);
  if (!clean.ok) return refused(`something of the original is left at ${clean.pointers.join(', ')}`);
  const before = outcomeKind(await mapBody(original, catalog));
  const after = outcomeKind(await mapBody(clean.notification, catalog));
  const told = isSameKind(before, after)
    ? ''
    : `; of the original the mapping makes something else (${kindInWords(before)}): put in by hand what makes the difference, as an invented value`;
  return {
    status: 'scrubbed',
    text: textOf(clean.notification),
    words: `${replacedInWords(clean)}${told}`,
  };
}

function refused(reason: string): ScrubbedSample {
  return { status: 'refused', reason };
}
