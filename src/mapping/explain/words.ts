import type { ExplainedFetch, ExplainedName, Reason, Step } from './explanation.ts';

/** A reason in a few words. They may hold values of the delivery: for the author's own screen only. */
export function reasonWords(reason: Reason): string {
  switch (reason.kind) {
    case 'not-there':
      return `${oneLine(reason.text)} is not there`;
    case 'no-fields':
      return `${oneLine(reason.of)} is ${reason.found}, which has no fields`;
    case 'filter':
      return filterWords(reason);
    case 'empty-list':
      return `${oneLine(reason.of)} is an empty list`;
    case 'each-nothing':
      return reason.items === 1
        ? 'its one item gives nothing'
        : `none of its ${reason.items} items gives anything`;
    case 'name-nothing':
      return reason.given
        ? `$${reason.name} has no value`
        : `this mapping gives no $${reason.name} under "let:"`;
    case 'needs-nothing':
      return `${reason.what} gives nothing where what it needs is not there`;
    case 'blank':
      return `${oneLine(reason.of)} is ${reason.found}, which counts as nothing`;
    case 'no-such-key':
      return keyWords(reason);
    case 'none-there':
      return reason.what === 'default'
        ? 'neither the value nor its stand-in is there'
        : 'none of the parts is there';
    case 'gives-nothing':
      return `${reason.what === '' ? 'this' : reason.what} gives nothing for what it is given here`;
    case 'branch':
      return branchWords(reason);
    case 'alternative':
      return alternativeWords(reason);
  }
}

/** The steps that a nothing, or a failure, comes from in the end, also through values that have a name. */
export function causesOf(
  step: Step,
  names: Readonly<Record<string, ExplainedName>>,
  bound: readonly Step[] = [],
): readonly Step[] {
  const own = [...bound, ...step.steps.filter(({ role }) => role === 'bound')];
  const named =
    step.refers === undefined
      ? bound.findLast(({ name }) => step.kind === 'local' && `$${name}` === step.text)
      : leadingTo(names[step.refers]);
  const blamed = named === undefined ? step.because.flatMap((index) => step.steps[index] ?? []) : [named];
  return blamed.length === 0 ? [step] : blamed.flatMap((one) => causesOf(one, names, own));
}

/** Why a step gave nothing, or failed, from its beginning; empty where it gave a value. */
export function nothingWords(step: Step, names: Readonly<Record<string, ExplainedName>>): readonly string[] {
  if (step.result.status === 'value') return [];
  const words = causesOf(step, names).map(({ result, why, refers = '' }) => {
    if (result.status === 'failed') return result.issue.message;
    const reason = names[refers]?.fetched?.reason;
    if (reason !== undefined) return reason;
    return why === undefined ? 'it gives nothing' : reasonWords(why);
  });
  return [...new Set(words)];
}

/** What a named value is made of, or, where that gives nothing, what would lead to it. */
function leadingTo(name: ExplainedName | undefined): Step | undefined {
  const leading = name?.fetched?.leading;
  return name?.step ?? (leading?.result.status === 'value' ? undefined : leading);
}

/** `fetched: business unit, by resource.id`; where it is not the id that leads to it, that too. */
export function fetchedWords({ kind, by, leading }: ExplainedFetch): string {
  const way = by === 'id' ? '' : `${words(by)} `;
  return `fetched: ${words(kind)}, by ${way}${oneLine(leading.text)}`;
}

function words(kind: string): string {
  return kind.replaceAll('-', ' ');
}

/** An expression as it is written, on one line. */
export function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}

function branchWords({ taken, condition }: Extract<Reason, { kind: 'branch' }>): string {
  const asked = oneLine(condition);
  if (taken === 'then') return `${asked} is true`;
  const rest =
    taken === 'else' ? 'what stands behind the ":" counts' : 'the expression says nothing for that case';
  return `${asked} is not true, and ${rest}`;
}

function alternativeWords({ taken, asked }: Extract<Reason, { kind: 'alternative' }>): string {
  if (taken === 0) return asked === 'value' ? 'the first one has a value' : 'the first one counts as true';
  const first = asked === 'value' ? 'has no value' : 'is nothing, empty, 0 or false';
  return `the first one ${first}, so the next one counts`;
}

function filterWords({ text, of, items, kept }: Extract<Reason, { kind: 'filter' }>): string {
  const [filter, list] = [oneLine(text), oneLine(of)];
  if (items === 0) return `${list} is an empty list`;
  if (/^\[ ?-?\d+ ?\]$/.test(filter)) {
    const have = items === 1 ? 'one item' : `${items} items`;
    return kept > 0
      ? `${filter} of the ${have} of ${list}`
      : `${list} has ${have}, and none in the position ${filter}`;
  }
  if (kept === 0)
    return items === 1
      ? `the one item of ${list} does not meet ${filter}`
      : `none of the ${items} items of ${list} meets ${filter}`;
  if (items === 1) return `the one item of ${list} meets ${filter}`;
  return `${kept} of the ${items} items of ${list} ${kept === 1 ? 'meets' : 'meet'} ${filter}`;
}

function keyWords({ what, of, key, items }: Extract<Reason, { kind: 'no-such-key' }>): string {
  const [wanted, among] = [JSON.stringify(key), oneLine(of)];
  if (what === 'lookup') return `${among} has no key ${wanted}`;
  if (items === 0) return `${among} is an empty list`;
  return items === 1
    ? `the one item of ${among} does not have the id ${wanted}`
    : `none of the ${items} items of ${among} has the id ${wanted}`;
}
