import { type Ast, isAst } from '../language/ast.ts';
import { code, type InWords, type Phrase, phrase, within } from './phrase.ts';

/** Words for a path: names that follow each other stay as they are written; what chooses or works through a list is told. */
export function pathInWords(path: Ast, inWords: InWords): Phrase | undefined {
  const told = (path.steps ?? []).reduce<Told | undefined>(
    (before, step, at) => (before === undefined ? undefined : afterStep(before, step, at, inWords)),
    { names: [] },
  );
  const whole = told === undefined ? undefined : subjectOf(told);
  if (whole === undefined || path.keepSingletonArray !== true) return whole;
  return phrase(`${within(whole, 'behind')}, always as a list`, 'sentence');
}

/** What is told up to a step, and the names behind it. */
interface Told {
  readonly phrase?: Phrase;
  readonly names: readonly string[];
}

function afterStep(before: Told, step: Ast, at: number, inWords: InWords): Told | undefined {
  if (step.focus !== undefined) return undefined;
  const filters = [...(step.stages ?? []), ...(step.predicate ?? [])];
  const isPlain = isName(step, at);
  const next = isPlain ? { ...before, names: [...before.names, nameOf(step)] } : undefined;
  if (next !== undefined && filters.length === 0) return next;
  const subject = next === undefined ? stepInWords(step, subjectOf(before), inWords) : subjectOf(next);
  const told = subject === undefined ? undefined : filtered(subject, filters, inWords);
  return told === undefined ? undefined : { phrase: told, names: [] };
}

/** Those of a list that filters let through. */
export function filtered(subject: Phrase, filters: readonly Ast[], inWords: InWords): Phrase | undefined {
  return filters.reduce<Phrase | undefined>((told, { type, expr }) => {
    if (told === undefined || type !== 'filter' || !isAst(expr)) return type === 'index' ? told : undefined;
    const position = positionOf(expr);
    if (position !== undefined) return phrase(`${position} of ${within(told, 'of')}`, 'of');
    const condition = inWords(expr);
    return condition === undefined
      ? undefined
      : phrase(`those of ${within(told, 'of')} where ${within(condition, 'comparison')}`, 'of');
  }, subject);
}

function isName(step: Ast, at: number): boolean {
  return step.type === 'name' || (at === 0 && step.type === 'variable' && step.value !== '$');
}

/** As an author writes it; `$` alone is left out before other names. */
function nameOf({ type, value }: Ast): string {
  const name = String(value);
  if (type === 'variable') return `$${name}`;
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name}\``;
}

function subjectOf({ phrase: told, names }: Told): Phrase | undefined {
  const written = names.join('.');
  if (written === '') return told;
  if (told !== undefined) return phrase(`${code(written)} of ${within(told, 'of')}`, 'of');
  return phrase(written === '$' ? 'it' : code(written.replace(/^\$\./, '')));
}

function stepInWords(step: Ast, subject: Phrase | undefined, inWords: InWords): Phrase | undefined {
  if (step.type === 'sort') return sorted(step, subject, inWords);
  if (step.type === 'variable' && step.value === '$') return phrase('the whole delivery');
  const told = inWords({ ...step, stages: [], predicate: [] });
  if (told === undefined) return undefined;
  return subject === undefined
    ? told
    : phrase(`for each of ${within(subject, 'of')}: ${told.text}`, 'sentence');
}

function sorted({ terms = [] }: Ast, subject: Phrase | undefined, inWords: InWords): Phrase | undefined {
  const told = terms.map(({ expression }) => inWords(expression));
  const words = told.flatMap((one, at) =>
    one === undefined
      ? []
      : [`${within(one)}${terms[at]?.descending === true ? ' in descending order' : ''}`],
  );
  if (subject === undefined || words.length < told.length) return undefined;
  return phrase(`${within(subject, 'of')}, sorted by ${words.join(', then ')}`, 'sentence');
}

function positionOf({ type, value }: Ast): string | undefined {
  if (type !== 'number') return undefined;
  const position = Number(value);
  if (position === 0 || position === -1) return position === 0 ? 'the first' : 'the last';
  return position < 0 ? `number ${-position} from behind` : `number ${position + 1}`;
}
