import type { Issue } from '../report/issue.ts';
import type { Validator } from '../schema.ts';

/** What is wrong with a payload, as issues; nothing where no schema describes it. */
export function inputIssues(validate: Validator | undefined, payload: unknown): readonly Issue[] {
  return (validate?.(payload) ?? []).map(({ pointer, message, hint }) => ({
    code: 'input-invalid',
    severity: 'error',
    message,
    pointer,
    ...(hint === undefined ? {} : { hint }),
  }));
}
