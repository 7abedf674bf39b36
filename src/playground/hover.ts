import type { Inferred } from '../mapping/types/inferred.ts';
import { type FieldLookup, fieldOf } from '../mapping/types/shape.ts';
import { eventAbove } from './complete.ts';
import type { CursorQuestion, HoverAnswer } from './contract.ts';
import { cursorAt } from './cursor.ts';
import { tailOf } from './expression-tail.ts';
import { functionWords } from './function-words.ts';
import { keysBelow } from './key-words.ts';
import { type Known, knownIn } from './known-names.ts';
import type { OpenProject, Workbench } from './workbench.ts';

type Told = Pick<HoverAnswer, 'title' | 'lines'>;

/** What is known of the word at a place: a key, a function, a name, or a field with its type and description. */
export async function hover(bench: Workbench, asked: CursorQuestion): Promise<HoverAnswer | null> {
  const { edited, offset } = asked;
  const before = /[\w$]*$/.exec(edited.text.slice(0, offset))?.[0] ?? '';
  const after = /^[\w$]*\??/.exec(edited.text.slice(offset))?.[0] ?? '';
  const [from, to] = [offset - before.length, offset + after.length];
  const word = before + after;
  if (!/^\$*[A-Za-z_]/.test(word)) return null;
  const project = await bench.project();
  const told = /^\s*(?:- )*$/.test(lineBefore(edited.text, from))
    ? (keyTold(word, from, project, asked) ?? (await wordTold(bench, project, asked, to)))
    : await wordTold(bench, project, asked, offset + after.replace('?', '').length);
  return told === undefined ? null : { from, to, ...told };
}

function lineBefore(text: string, at: number): string {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
}

function keyTold(
  word: string,
  from: number,
  { sources }: OpenProject,
  { edited }: CursorQuestion,
): Told | undefined {
  const cursor = cursorAt(edited.text, from);
  if (cursor?.at !== 'key') return undefined;
  const event = eventAbove(edited.text, from);
  const found = keysBelow(cursor.path, {
    file: edited.path,
    sources,
    ...(event === undefined ? {} : { event }),
  });
  const plain = word.replace(/\?$/, '');
  const key = found.find((one) => one.key === word) ?? found.find((one) => one.key === plain);
  return key === undefined || key.description === '' ? undefined : { title: word, lines: [key.description] };
}

async function wordTold(
  { tools }: Workbench,
  project: OpenProject,
  asked: CursorQuestion,
  end: number,
): Promise<Told | undefined> {
  const cursor = cursorAt(asked.edited.text, end);
  const tail = cursor?.at === 'value' ? tailOf(cursor.before) : undefined;
  if (tail === undefined) return undefined;
  const known = knownIn(project, asked);
  if (tail.word.startsWith('$'))
    return nameTold(tail.word.slice(1), known) ?? functionTold(tail.word.slice(1));
  const inferred: readonly Inferred[] = tail.head === '' ? known.sources : known.inferredOf(tail.head);
  for (const [index, { shape }] of inferred.entries()) {
    const found: FieldLookup | undefined = shape && fieldOf(shape, tail.word);
    if (found?.status !== 'known') continue;
    const type = known.sources[index]?.type ?? '';
    const description = await tools.describeField(type, found.shape.path.split('.'));
    const presence = found.mayBeAbsent ? 'may be absent' : 'always there';
    return {
      title: found.shape.path,
      lines: [
        `${tools.fieldWords(found.shape)}; ${presence}`,
        ...(description === undefined ? [] : [description]),
      ],
    };
  }
  return undefined;
}

function nameTold(name: string, { names }: Known): Told | undefined {
  const found = names.find((one) => one.name === name);
  return found && { title: `$${name}`, lines: [found.expression?.trim() ?? 'a table', found.file] };
}

function functionTold(name: string): Told | undefined {
  const found = functionWords.find((one) => one.name === name);
  return found && { title: found.form, lines: found.lines };
}
