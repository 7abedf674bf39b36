import type { StoredCatalog, StoredText } from '../mapping/stored.ts';
import { storedText, type WrittenCatalog } from '../mapping/stored-text.ts';

/** A stored catalog in the parts in which a deployment has it. */
export interface SplitCatalog extends WrittenCatalog {
  /** A module of JavaScript with the functions of the expressions. */
  readonly module: string;
}

/** Takes the JavaScript of expressions out, so that V8 keeps what it makes of it. */
export function split(stored: StoredCatalog): SplitCatalog {
  const { texts } = stored;
  const sources = [...new Set(texts.flatMap(({ emitted }) => emitted?.source ?? []))];
  const numbers = new Map(sources.map((source, index) => [source, `#${index}`]));
  const numbered = ({ emitted, ...text }: StoredText): StoredText => {
    if (emitted === undefined) return text;
    return { ...text, emitted: { ...emitted, source: numbers.get(emitted.source) ?? emitted.source } };
  };
  return {
    module: `export const sources = [${sources.map((source) => `(R) => {${source}}`).join(',\n')}];`,
    ...storedText({ ...stored, texts: texts.map(numbered) }),
  };
}
