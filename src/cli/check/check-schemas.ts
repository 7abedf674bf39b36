import type { SourceFile } from '../../mapping/catalog.ts';
import { standAlone } from '../../mapping/stand-alone.ts';
import type { Issue } from '../../report/issue.ts';
import { compileSchema, type JsonSchema } from '../../schema.ts';

/**
 * What is wrong with schemas, whether a mapping uses them or not. `definitions` is what some of them refer to; where it
 * is wrong, each of them would say so, and only it is told.
 */
export function schemaIssues(
  files: readonly SourceFile[],
  definitions: SourceFile | undefined,
): readonly Issue[] {
  if (definitions === undefined) return files.flatMap((file) => issuesOf(file, {}));
  const wrong = issuesOf(definitions, {});
  const shared = wrong.length > 0 ? {} : (JSON.parse(definitions.text) as JsonSchema);
  const refers = ({ text }: SourceFile) => text.includes(definitionsName(definitions));
  const sharing = files.filter((file) => refers(file) && file.path !== definitions.path);
  const others = files.filter((file) => !refers(file));
  const suspects = wrong.length > 0 || compileTogether(sharing, shared) ? [] : sharing;
  const told = files.includes(definitions) ? wrong : [];
  return [...told, ...[...others, ...suspects].flatMap((file) => issuesOf(file, shared))];
}

function definitionsName({ path }: SourceFile): string {
  return `"${path.split('/').at(-1)}#`;
}

/** Whether all compile. What they share is then compiled once, in a fourth of the time; which one does not, it cannot say. */
function compileTogether(files: readonly SourceFile[], shared: JsonSchema): boolean {
  try {
    const schemas = files.map(({ text }) => JSON.parse(text) as JsonSchema);
    if (schemas.some((schema) => 'definitions' in schema)) return false;
    const parts = schemas.map(({ $id, $schema, ...schema }, index) => [`file-${index}`, schema] as const);
    const allOf = parts.map(([name]) => ({ $ref: `#/definitions/${name}` }));
    compileSchema(standAlone({ definitions: Object.fromEntries(parts), allOf }, shared));
    return true;
  } catch {
    return false;
  }
}

function issuesOf({ path, text }: SourceFile, shared: JsonSchema): readonly Issue[] {
  try {
    compileSchema(standAlone(JSON.parse(text) as JsonSchema, shared));
    return [];
  } catch (error) {
    const message =
      error instanceof SyntaxError
        ? 'this file is not valid JSON'
        : error instanceof Error
          ? error.message
          : 'it cannot be compiled';
    const hint = 'see https://json-schema.org/draft-07 for what a schema may say';
    const place = { file: path, line: 1, column: 1 };
    return [{ code: 'schema-invalid', severity: 'error', message, place, hint }];
  }
}
