import type { Built } from '../../mapping/build-catalog.ts';
import type { SourceFile } from '../../mapping/catalog.ts';
import type { ExplainedCall, ExplainedField, Explanation, Step } from '../../mapping/explain/explanation.ts';
import { nothingWords, reasonWords } from '../../mapping/explain/words.ts';
import type { ExplainAnswer, ToldField } from '../../playground/contract.ts';
import { painter } from '../../report/format-paint.ts';
import { explainSample } from './explain-cases.ts';
import { pathWords } from './explain-fields.ts';
import { showGates } from './show-explanation.ts';
import { showReads, showStep, showWhole } from './show-steps.ts';

const paint = painter(false);

/** What `mapper explain` tells of a sample, as the playground shows it. */
export async function explainForPage(
  mapping: string,
  sample: { readonly text: string; readonly fetched?: SourceFile | undefined },
  built: Built,
): Promise<ExplainAnswer> {
  const told = await explainSample(mapping, { name: 'sample', path: 'sample', ...sample }, built);
  const { explanation, skipped, failure, issues } = told;
  if (explanation === undefined)
    return {
      gates: [],
      calls: [],
      reason: failure?.detail ?? skipped ?? issues[0]?.message ?? 'the sample cannot be run',
    };
  const reason = failure?.detail ?? skipped;
  return {
    gates: showGates(explanation, { paint, inFull: false }),
    calls: explanation.calls.map((call) => toldCall(call, explanation)),
    ...(reason === undefined ? {} : { reason }),
  };
}

function toldCall({ type, event, fields }: ExplainedCall, explanation: Explanation) {
  const told = fields.filter((field) => pathWords(field) !== 'event');
  return {
    type,
    ...(event === undefined ? {} : { event }),
    fields: told.map((field) => toldField(field, explanation)),
  };
}

function toldField(field: ExplainedField, { names }: Explanation): ToldField {
  const { value, step, place, expression, added, optional } = field;
  const absent = optional ? 'left out' : 'has no value, and has no "?"';
  const why = step === undefined ? [] : nothingWords(step, names);
  const words = step?.result.status === 'failed' ? 'failed' : absent;
  const note = step?.why === undefined ? {} : { note: reasonWords(step.why) };
  return {
    path: pathWords(field),
    expression: added === true ? 'added: the time at which it happened' : expression,
    ...(added === true ? {} : { place }),
    ...(value === undefined ? { absent: [words, ...why].join(': ') } : { value, ...note }),
    reads: step === undefined ? [] : showReads(step, names, paint),
    steps: step === undefined ? [] : stepsOf(step, names),
  };
}

/** A named value alone is its own first step. */
function stepsOf(step: Step, names: Explanation['names']): readonly string[] {
  const tree = { names, paint, told: new Set<string>() };
  if (step.refers !== undefined) return showWhole(step, tree, 0);
  return [showStep(step, names, paint), ...showWhole(step, tree, 1)];
}
