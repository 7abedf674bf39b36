import type { OpenedSample } from '../contract.ts';
import { ask } from './ask.ts';
import type { Chosen } from './menus.ts';
import { notice } from './notice.ts';
import type { Session } from './session.ts';

/** The text of a sample, blank for a fresh one of one's own; nothing where it cannot be had, which is then said. */
export async function sampleOf(chosen: Chosen, { owns }: Session): Promise<OpenedSample | undefined> {
  if (chosen.kind === 'own') return owns[chosen.id] ?? { text: '' };
  const isCase = chosen.kind === 'case';
  const asked = isCase ? { mapping: chosen.mapping, name: chosen.name } : { id: chosen.id };
  const answer = await ask<OpenedSample>(isCase ? 'sample' : 'caught', asked);
  if (answer.ok) return answer.value;
  notice(answer.refusal.error);
  return undefined;
}
