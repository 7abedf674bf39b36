import type { Issue } from '../report/issue.ts';
import { compileSchema, type JsonSchema } from '../schema.ts';
import type { SourceFile } from './catalog.ts';
import { standAlone } from './stand-alone.ts';

/** What a delivery needs is no schema. Which of them is wrong is found out only then: compiling all takes long. */
export class WrongSchema extends Error {
  override readonly name = 'WrongSchema';
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues.map(({ message, place }) => `${place?.file}: ${message}`).join('; '));
    this.issues = issues;
  }
}

export const notJson = 'this file is not valid JSON';

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
  const describing = files.filter(({ path }) => path !== definitions.path);
  const sharing = describing.filter(refers);
  const others = describing.filter((file) => !refers(file));
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

function issuesOf(file: SourceFile, shared: JsonSchema): readonly Issue[] {
  let schema: JsonSchema;
  try {
    schema = JSON.parse(file.text) as JsonSchema;
  } catch {
    return [schemaIssue(file, notJson)];
  }
  try {
    compileSchema(standAlone(schema, shared));
    return [];
  } catch (error) {
    return [schemaIssue(file, compileTrouble(error))];
  }
}

/** What the compiler of schemas says of one that it refuses. */
export function compileTrouble(error: unknown): string {
  return error instanceof Error ? error.message : 'it cannot be compiled';
}

export function schemaIssue({ path }: SourceFile, message: string): Issue {
  const hint = 'see https://json-schema.org/draft-07 for what a schema may say';
  const place = { file: path, line: 1, column: 1 };
  return { code: 'schema-invalid', severity: 'error', message, place, hint };
}
