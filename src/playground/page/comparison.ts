import type { AcceptQuestion, CompareAnswer, ComparedCase, MapQuestion, SavedCase } from '../contract.ts';
import { ask } from './ask.ts';
import { el } from './elements.ts';
import { notice } from './notice.ts';
import { type Against, showComparison } from './show-comparison.ts';
import { count } from './show-outcome.ts';
import { singleFlight } from './single-flight.ts';

/** What the comparison needs of the page. */
export interface ComparisonParts {
  readonly asked: () => Pick<MapQuestion, 'edited' | 'mapping'>;
  readonly isSaved: () => boolean;
  readonly show: (nodes: readonly Node[]) => void;
  readonly onCase: (one: ComparedCase) => void;
}

/** Runs all samples, old and new, when it is asked to. */
export function comparison({ asked, isSaved, show, onCase }: ComparisonParts): { readonly ask: () => void } {
  let against: Against = 'disk';
  let last: CompareAnswer | undefined;
  const paint = () => {
    if (last === undefined) return show([el('p', { class: 'empty' }, 'Running all samples …')]);
    const accepting = isSaved() ? { onAccept: () => void accept() } : {};
    const onAgainst = (value: Against) => {
      against = value;
      paint();
    };
    show(showComparison(last, { against, onAgainst, onCase, ...accepting }));
  };
  const run = singleFlight(async () => {
    const answer = await ask<CompareAnswer>('compare', asked());
    if (!answer.ok) return notice(answer.refusal.error);
    last = answer.value;
    paint();
  });
  const accept = async () => {
    const changed = (last?.cases ?? []).filter(({ fromSnapshot }) => fromSnapshot.length > 0);
    const question: AcceptQuestion = { mappings: [...new Set(changed.map(({ mapping }) => mapping))] };
    const answer = await ask<SavedCase>('accept', question);
    if (!answer.ok) return notice(answer.refusal.error);
    const { length } = answer.value.written;
    notice(`Wrote ${count(length, 'snapshot')}.`);
    run();
  };
  return {
    ask: () => {
      if (last === undefined) paint();
      run();
    },
  };
}
