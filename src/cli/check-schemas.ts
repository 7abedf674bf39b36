import type { SourceFile } from '../mapping/catalog.ts';
import type { Issue } from '../report/issue.ts';
import { compileSchema, type JsonSchema } from '../schema.ts';

/** What is wrong with schemas, whether a mapping uses them or not. */
export function schemaIssues(files: readonly SourceFile[]): readonly Issue[] {
  return files.flatMap(({ path, text }) => {
    try {
      compileSchema(JSON.parse(text) as JsonSchema);
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
      return [{ code: 'schema-invalid', severity: 'error', message, place, hint } satisfies Issue];
    }
  });
}
