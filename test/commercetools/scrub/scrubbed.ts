import { commonKnowledge } from '../../../src/cli/capture/common-knowledge.ts';
import { typeOf } from '../../../src/cli/capture/read-captured.ts';
import { scrubUntilClean } from '../../../src/cli/capture/scrub-until-clean.ts';
import type { Common } from '../../../src/commercetools/scrub/personal.ts';
import { readProjectFiles } from '../../../src/node/project-files.ts';
import type { Fields } from './customer-created.ts';
import { drawn } from './drawn.ts';

export const seed = 20_261_125;
export const sources = await readProjectFiles();

/** What `mapper capture` makes of a delivery for these mappings. Throws where a text of the original is left. */
export function scrubbed(notification: Fields, mappings: readonly string[] = [], from = seed): Fields {
  const clean = scrubUntilClean(notification, knowledge(notification, mappings), drawn(from));
  if (!clean.ok) throw new Error(`something is left at ${clean.pointers.join(', ')}`);
  return clean.notification;
}

const known = new Map<string, Common>();

/** What is known to tell of nobody; put together once for each type and the mappings. */
export function knowledge(notification: Fields, mappings: readonly string[] = []): Common {
  const type = typeOf(notification);
  const key = [type, ...mappings].join();
  const common = known.get(key) ?? commonKnowledge(notification, type, sources, mappings);
  known.set(key, common);
  return common;
}
