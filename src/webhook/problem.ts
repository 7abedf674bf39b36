import { STATUS_CODES } from 'node:http';
import type { Failure } from '../report/failure.ts';
import { statusOf } from './status.ts';

/**
 * A failure as RFC 9457 has it (https://www.rfc-editor.org/rfc/rfc9457). The type is `about:blank`, for which the
 * RFC wants the title of the HTTP status; machines tell failures apart by `code`.
 */
export function problemOf(failure: Failure, status = statusOf[failure.code]) {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? '', status, ...shownPartsOf(failure) };
}

/** The parts of a failure that its sender may see: part by part, so that a part added to it later stays inside. */
export function shownPartsOf({ code, detail, retryable, issues, segment, commercetools }: Failure) {
  return {
    detail,
    code,
    retryable,
    ...(issues === undefined ? {} : { issues: issues.map(shownIssue) }),
    ...(segment === undefined ? {} : { segment }),
    ...(commercetools === undefined ? {} : { commercetools }),
  };
}

function shownIssue({ code, message, place, pointer, hint }: NonNullable<Failure['issues']>[number]) {
  return { code, message, place, pointer, hint };
}
