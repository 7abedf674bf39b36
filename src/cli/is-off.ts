import type { Mapping } from '../mapping/catalog.ts';
import { entry, readDocument } from '../mapping/yaml/document.ts';
import type { Project } from './project.ts';

/** Whether a mapping's file switches it off, in whatever way YAML lets it write `false`. */
export function isOff(text: string): boolean {
  const { root } = readDocument('', text);
  const when = entry(root, 'when');
  return when?.kind === 'scalar' && String(when.value).trim() === 'false';
}

/** The mappings of a project that are not switched off. */
export function mappingsOn({ catalog, sources }: Project): readonly Mapping[] {
  const off = new Set(sources.mappings.filter(({ text }) => isOff(text)).map(({ path }) => path));
  return catalog.mappings.filter(({ file }) => !off.has(file));
}
