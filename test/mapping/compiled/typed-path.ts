import { document, number, type Type, text, truth } from './typed-document.ts';
import { freshName, knowing, leaf, type Writer, within } from './typed-writer.ts';

type Generate = (writer: Writer, type: Type, depth: number) => string;

/** Where a path has come to. */
interface Reached {
  readonly path: string;
  /** Knows the variables that are kept by then; its context is what the last step gives. */
  readonly writer: Writer;
  /** What is around that, the nearest last. */
  readonly around: readonly Type[];
}

const parents = ['%', '%.%', '%.id', '%.count', '%.%.id', '%.%.%'];

/** A path of which steps keep items, places and what is around them; each item of its result is of the type, or holds one. */
export function keepingPath(
  writer: Writer,
  type: Type,
  { depth, generate }: { depth: number; generate: Generate },
): string {
  const { random } = writer;
  const begin = writer.context.kind === 'object' && random.chance(0.6) ? '' : '$$';
  let reached: Reached = {
    path: begin,
    writer: begin === '' ? writer : within(writer, document),
    around: [],
  };
  for (let steps = 1 + random.below(4); steps > 0; steps--) reached = further(reached, { depth, generate });
  if (reached.path === begin) return leaf(writer, type);
  const made = (wanted: Type) => generate(reached.writer, wanted, depth - 1);
  const parent = () => random.pick(parents);
  return `${reached.path}${random.pick<() => string>([
    () => '',
    () => `.(${made(type)})`,
    () => `.(${made(type)})`,
    () => `.(${made(text)} & ${parent()})`,
    () => `.{"a": ${made(type)}, "b": ${parent()}}`,
    () => `.[${made(type)}, ${parent()}]`,
    () => `.$string(${parent()})`,
    () => `.$map($$.counts, function($n) { [$n, ${parent()}, ${made(type)}] })`,
    () => `{${leaf(reached.writer, text)}: ${made(type)}}`,
  ])()}`;
}

function further(from: Reached, { depth, generate }: { depth: number; generate: Generate }): Reached {
  const { random } = from.writer;
  const taken = stepped(from);
  if (taken === undefined) return from;
  let { path, writer } = taken;
  const made = (type: Type) => generate(writer, type, depth - 1);
  const counted = (chance: number) => {
    if (!random.chance(chance)) return;
    const name = freshName(writer);
    path += `#$${name}`;
    writer = knowing(writer, { name, type: number });
  };
  if (random.chance(0.3))
    path += `[${random.pick([() => made(truth), () => made(truth), () => '0', () => '-1', () => '[0..1]'])()}]`;
  counted(0.08);
  if (random.chance(0.15)) path += `^(${random.pick(['', '>'])}${made(random.pick([number, text]))})`;
  counted(0.06);
  if (random.chance(0.1)) path += '.$';
  return { ...taken, path, writer };
}

/** One step to a part, or back to what is around. */
function stepped({ path, writer, around }: Reached): Reached | undefined {
  const { random, context } = writer;
  const parent = around.at(-1);
  if (path !== '' && parent !== undefined && random.chance(0.15)) {
    const back = { path: `${path}.%`, writer: within(writer, parent), around: around.slice(0, -1) };
    if (random.chance(0.7)) return back;
    const name = freshName(writer);
    return { ...back, path: `${back.path}#$${name}`, writer: knowing(back.writer, { name, type: number }) };
  }
  if (context.kind !== 'object') return undefined;
  const [field, type] = random.pick(Object.entries(context.fields));
  const part = type.kind === 'list' ? type.of : type;
  const to = path === '' ? field : `${path}.${field}`;
  const name = freshName(writer);
  if (random.chance(0.2))
    return { path: `${to}@$${name}`, writer: knowing(writer, { name, type: part }), around };
  const inside = { writer: within(writer, part), around: [...around, context] };
  if (random.chance(0.3))
    return { ...inside, path: `${to}#$${name}`, writer: knowing(inside.writer, { name, type: number }) };
  return { ...inside, path: random.chance(0.1) ? `${to}[]` : to };
}
