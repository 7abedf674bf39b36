import type { Json } from '../../mapping/catalog.ts';
import { pointerStep } from '../../report/json-pointer.ts';
import { el } from './elements.ts';

/** A value as JSON on lines of its own, coloured; what `changed` names by JSON Pointers is set off. */
export function showJson(value: Json, pointer: string, changed: ReadonlySet<string>): HTMLElement {
  const lines = linesOf(value, { pointer, indent: 0, before: [], after: '' }, changed);
  return el('pre', { class: 'json' }, ...lines);
}

interface Around {
  readonly pointer: string;
  readonly indent: number;
  /** What stands on the line before the value. */
  readonly before: readonly Node[];
  readonly after: string;
}

function linesOf(value: Json, around: Around, changed: ReadonlySet<string>): readonly HTMLElement[] {
  const { pointer, indent, before, after } = around;
  const line = (depth: number, ...parts: readonly (Node | string)[]) =>
    el('span', { class: changed.has(pointer) ? 'line changed' : 'line' }, '  '.repeat(depth), ...parts, '\n');
  if (typeof value !== 'object' || value === null) return [line(indent, ...before, scalar(value), after)];
  const entries = Object.entries(value);
  const isList = Array.isArray(value);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) return [line(indent, ...before, `${open}${close}${after}`)];
  const inside = entries.flatMap(([key, inner], index) => {
    const at = `${pointer}/${pointerStep(key)}`;
    // A change of the whole is one of its parts.
    const within = changed.has(pointer) ? new Set([...changed, at]) : changed;
    return linesOf(
      inner as Json,
      {
        pointer: at,
        indent: indent + 1,
        before: isList ? [] : [el('span', { class: 'key' }, JSON.stringify(key)), new Text(': ')],
        after: index < entries.length - 1 ? ',' : '',
      },
      within,
    );
  });
  return [line(indent, ...before, open ?? ''), ...inside, line(indent, `${close}${after}`)];
}

function scalar(value: null | boolean | number | string): HTMLElement {
  return el('span', { class: typeof value === 'string' ? 'text' : 'word' }, JSON.stringify(value));
}
