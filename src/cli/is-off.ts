import { readDocument } from '../mapping/document.ts';

/** Whether a mapping's file switches it off, in whatever way YAML lets it write `false`. */
export function isOff(text: string): boolean {
  const { root } = readDocument('', text);
  if (root?.kind !== 'map') return false;
  const when = root.entries.find(({ key }) => key === 'when')?.value;
  return when?.kind === 'scalar' && String(when.value).trim() === 'false';
}
