import type { SourceFile } from '../mapping/catalog.ts';
import { checkExpression } from '../mapping/check/check-expression.ts';
import type { Source } from '../mapping/check/field-trouble.ts';
import { compileExpression } from '../mapping/expression/expression.ts';
import { tableName } from '../mapping/shared.ts';
import { standAlone } from '../mapping/stand-alone.ts';
import type { Inferred } from '../mapping/types/inferred.ts';
import { rootShape } from '../mapping/types/shape.ts';
import { type DocumentNode, readDocument } from '../mapping/yaml/document.ts';
import type { JsonSchema } from '../schema.ts';
import type { CursorQuestion, Edited } from './contract.ts';
import { typesIn } from './show-project.ts';
import { mappingPath, type OpenProject, withEdited } from './workbench.ts';

/** A value with a name, and where it comes from. */
export interface KnownName {
  readonly name: string;
  /** As its author wrote it; of a table nothing. */
  readonly expression?: string;
  readonly file: string;
}

/** What an expression in the mapping may read. */
export interface Known {
  readonly sources: readonly Source[];
  readonly names: readonly KnownName[];
  /** What the engine knows of an expression's result, for each source. */
  readonly inferredOf: (expression: string) => readonly Inferred[];
}

/** What the mapping that is run may read, by the text of the editor as far as that is YAML, else by the disk. */
export function knownIn(project: OpenProject, asked: CursorQuestion): Known {
  const { mapping } = asked;
  const edited = readable(asked);
  const onDisk = project.sources;
  const now = withEdited(onDisk, edited);
  const file = latest(mappingPath(mapping), now.mappings, onDisk.mappings);
  const types = file === undefined ? [] : typesIn(file.path, file.text);
  const sources = types.flatMap((type) => sourceOf(type, project) ?? []);
  const tables = (now.tables?.files ?? []).map(({ path }) => ({ name: tableName(path), file: path }));
  const shared = (now.shared?.files ?? []).flatMap((one) =>
    letsOf(latest(one.path, [one], onDisk.shared?.files ?? [])),
  );
  const names = [...tables, ...letsOf(file), ...shared];
  return { sources, names, inferredOf: inference(sources, names) };
}

/** The text as it would be with something written at the cursor: a key with nothing behind it is no YAML yet. */
function readable({ edited, offset }: CursorQuestion): Edited {
  const { path, text } = edited;
  const [before, after] = [text.slice(0, offset), text.slice(offset)];
  const tries = ['', 'x', ': x'].map((more) => ({ path, text: before + more + after }));
  return tries.find((one) => readDocument(path, one.text).root !== undefined) ?? edited;
}

function inference(sources: readonly Source[], names: readonly KnownName[]): Known['inferredOf'] {
  const maps = (sources.length > 0 ? sources : [undefined]).map(() => new Map<string, Inferred>());
  const inferredOf = (text: string): readonly Inferred[] => {
    const compiled = compileExpression({ text, placeAt: () => ({ file: '', line: 1, column: 1 }) });
    return compiled.ok ? checkExpression(compiled.expression, sources, maps).inferred : [];
  };
  for (const { name, expression } of names) {
    const inferred = expression === undefined ? [] : inferredOf(expression);
    for (const [index, map] of maps.entries()) map.set(name, inferred[index] ?? {});
  }
  return inferredOf;
}

/** The file as it is now; as it was on disk where that is no YAML. */
function latest(
  path: string,
  now: readonly SourceFile[],
  onDisk: readonly SourceFile[],
): SourceFile | undefined {
  const edited = now.find((file) => file.path === path);
  const isRead = edited !== undefined && readDocument(path, edited.text).root !== undefined;
  return isRead ? edited : (onDisk.find((file) => file.path === path) ?? edited);
}

function sourceOf(type: string, { sources }: OpenProject): Source | undefined {
  const [schema, definitions] = [sources.inputs.get(type), sources.definitions].map((file) =>
    file === undefined ? undefined : (JSON.parse(file.text) as JsonSchema),
  );
  return schema && { type, shape: rootShape(standAlone(schema, definitions ?? {})) };
}

function letsOf(file: SourceFile | undefined): readonly KnownName[] {
  const root = file && readDocument(file.path, file.text).root;
  const node = root?.kind === 'map' ? root.entries.find(({ key }) => key === 'let')?.value : undefined;
  if (file === undefined || node?.kind !== 'map') return [];
  return node.entries.map(({ key, value }) => ({ name: key, file: file.path, ...expressionOf(value) }));
}

function expressionOf(node: DocumentNode): { readonly expression?: string } {
  return node.kind === 'scalar' ? { expression: String(node.value) } : {};
}
