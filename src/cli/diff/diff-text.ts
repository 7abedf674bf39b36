import { type Paint, painter } from '../../report/format-paint.ts';
import { showPlace } from '../../report/place.ts';
import { callTitle } from '../cases/compare-calls.ts';
import { fieldText, lineText, nameText } from '../cases/value-text.ts';
import { contentText, outcomeText, statusText, summaryText, valuesText } from './diff-words.ts';
import { fieldsText } from './fields-words.ts';
import type { ChangedCall, ChangedCase, ChangedMapping, MappingDiff } from './mapping-diff.ts';

/** A difference for a terminal: which fields change most, a block for each mapping, and the summary. */
export function diffAsText(diff: MappingDiff, colour: boolean): string {
  const paint = painter(colour);
  return [
    paint('dim', lineText(`${diff.before} → ${diff.after}`)),
    ...[fieldsText(diff) ?? []].flat(),
    ...diff.mappings.map((one) => showMapping(one, paint)),
    summaryText(diff),
  ].join('\n\n');
}

function showMapping(mapping: ChangedMapping, paint: Paint): string {
  const status = statusText(mapping);
  const head = `${paint('bold', nameText(mapping.name))}${status === undefined ? '' : `  ${status}`}`;
  return [head, ...mapping.cases.flatMap((one) => showCase(one, paint))].join('\n');
}

function showCase({ name, before, after, calls }: ChangedCase, paint: Paint): readonly string[] {
  const outcome = outcomeText(before, after);
  const told =
    outcome === undefined ? '' : `  ${paint(after.status === 'failed' ? 'red' : 'yellow', outcome)}`;
  const issues = after.status === 'failed' ? after.issues : [];
  return [
    `  ${nameText(name)}${told}`,
    ...issues.map(
      ({ place, message }) =>
        `    ${lineText(message)}${place === undefined ? '' : paint('dim', `  ${lineText(showPlace(place))}`)}`,
    ),
    ...calls.flatMap((call) => showCall(call, paint)),
  ];
}

/** The lines for one call; those of its fields say where the mapping writes them. */
export function showCall(change: ChangedCall, paint: Paint): readonly string[] {
  const title = callTitle(change.call);
  if (change.kind !== 'changed') {
    const [style, mark] = change.kind === 'appeared' ? (['green', '+'] as const) : (['red', '-'] as const);
    return [paint(style, `    ${mark} ${title}  ${contentText(change.call)}`)];
  }
  return change.fields.map((field) => {
    const [old, fresh] = valuesText(field);
    const values = `${paint('red', old)} → ${paint('green', fresh)}`;
    const place = field.place === undefined ? '' : paint('dim', `  ${lineText(showPlace(field.place))}`);
    return `    ${title}  ${fieldText(field.pointer)}  ${values}${place}`;
  });
}
