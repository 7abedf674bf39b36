import { plainTextKeys } from '../mapping/compile-calls.ts';
import type { Inferred } from '../mapping/types/inferred.ts';
import { fieldNames, fieldOf, type Shape } from '../mapping/types/shape.ts';
import type { CompleteAnswer, CursorQuestion, Option } from './contract.ts';
import { type Cursor, cursorAt } from './cursor.ts';
import { tailOf } from './expression-tail.ts';
import { functionWords } from './function-words.ts';
import { keysBelow, textsAt } from './key-words.ts';
import { type Known, knownIn } from './known-names.ts';
import { kindOf, type OpenProject, type Workbench } from './workbench.ts';

/** What may be written at the cursor: keys, fields, names and functions, types and events. */
export async function complete(bench: Workbench, asked: CursorQuestion): Promise<CompleteAnswer> {
  const { edited, offset } = asked;
  const project = await bench.project();
  const cursor = cursorAt(edited.text, offset);
  if (cursor === undefined) return none(offset);
  if (cursor.at === 'key') return keys(cursor, project, asked);
  const key = cursor.path.at(-1) ?? '';
  if (cursor.path.length === 1 && key === 'on') return plain(cursor.before, offset, typeOptions(project));
  if (cursor.path.length === 2 && plainTextKeys.includes(key))
    return plain(cursor.before, offset, textOptions(cursor.path, project));
  if (isPlainText(cursor.path, edited.path)) return none(offset);
  const tail = tailOf(cursor.before);
  if (tail === undefined) return none(offset);
  const known = knownIn(project, asked);
  const from = offset - tail.word.length;
  const words = { fieldWords: bench.tools.fieldWords };
  if (tail.word.startsWith('$')) return { from, options: [...nameOptions(known), ...functionOptions] };
  const inferred = tail.head === '' ? known.sources : known.inferredOf(tail.head);
  const options = inferred.flatMap((one) => fieldOptions(one, words));
  const others = tail.head === '' ? [...nameOptions(known), ...functionOptions] : [];
  return { from, options: [...distinct(options), ...others] };
}

/** The options of a key's place; those that stand there already are left out. */
function keys(
  { path, from, beside, hasColon }: Extract<Cursor, { at: 'key' }>,
  { sources }: OpenProject,
  { edited, offset }: CursorQuestion,
): CompleteAnswer {
  const event = eventAbove(edited.text, offset);
  const found = keysBelow(path, { file: edited.path, sources, ...(event === undefined ? {} : { event }) });
  const taken = new Set(beside.map((key) => key.replace(/\?$/, '')));
  const free = found.filter(({ key }) => !taken.has(key.replace(/\?$/, '')));
  const options = free.map(
    ({ key, description }): Option => ({
      label: key,
      kind: 'key',
      ...(description === '' ? {} : { info: description }),
      apply: hasColon ? key : `${key}: `,
    }),
  );
  return { from, options };
}

/** The event of the call in which the cursor stands: of several, the nearest above. */
export function eventAbove(text: string, offset: number): string | undefined {
  const events = [...text.slice(0, offset).matchAll(/^\s*(?:- )?event: *(.+?) *$/gm)];
  return events.at(-1)?.[1];
}

function isPlainText(path: readonly string[], file: string): boolean {
  if (kindOf(file) === 'table') return true;
  return ['description', 'needs', 'from', 'on'].includes(path[0] ?? '');
}

/** What is no expression: the options are words or several, and one is chosen as a whole. */
function plain(before: string, offset: number, options: readonly Option[]): CompleteAnswer {
  const word = /[^[\],]*$/.exec(before)?.[0].trimStart() ?? '';
  return { from: offset - word.length, options };
}

function typeOptions({ sources }: OpenProject): readonly Option[] {
  return [...sources.inputs.keys()].map((label) => ({ label, kind: 'type' }));
}

function textOptions(path: readonly string[], { sources }: OpenProject): readonly Option[] {
  return textsAt(path, sources).map((label) => ({ label, kind: 'event' }));
}

function nameOptions({ names }: Known): readonly Option[] {
  return names.map(({ name, expression, file }) => ({
    label: `$${name}`,
    kind: 'name',
    detail: expression === undefined ? 'a table' : shortened(expression),
    info: file,
  }));
}

const functionOptions: readonly Option[] = functionWords.map(({ name, form, lines }) => ({
  label: `$${name}`,
  kind: 'function',
  detail: form.slice(name.length + 1),
  info: lines.join('\n'),
  apply: `$${name}(`,
}));

function fieldOptions(
  value: Inferred,
  { fieldWords }: { readonly fieldWords: (shape: Shape) => string },
): readonly Option[] {
  const { shape, made } = value;
  const own = [...(made?.fields.keys() ?? [])].map((label): Option => ({ label, kind: 'field' }));
  if (shape === undefined) return own;
  const known = fieldNames(shape).flatMap((label): readonly Option[] => {
    const found = fieldOf(shape, label);
    if (found.status !== 'known') return [];
    return [
      {
        label,
        kind: 'field',
        detail: fieldWords(found.shape) + (found.mayBeAbsent ? ', may be absent' : ''),
      },
    ];
  });
  return [...own, ...known];
}

function distinct(options: readonly Option[]): readonly Option[] {
  return [...new Map(options.map((option) => [option.label, option])).values()];
}

function shortened(expression: string): string {
  const line = expression.trim().replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

function none(offset: number): CompleteAnswer {
  return { from: offset, options: [] };
}
