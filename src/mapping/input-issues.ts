import type { Issue } from '../report/issue.ts';
import type { Validator } from '../schema.ts';

const none: readonly Issue[] = [];

/** What is wrong with a payload, as issues; nothing where no schema describes it. */
export function inputIssues(validate: Validator | undefined, payload: unknown): readonly Issue[] {
  const problems = validate?.(payload) ?? [];
  if (problems.length === 0) return none;
  return problems.map(({ pointer, message, hint }) => ({
    code: 'input-invalid',
    severity: 'error',
    message,
    pointer,
    ...(hint === undefined ? {} : { hint }),
  }));
}
