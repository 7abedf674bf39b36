import { randomUUID } from 'node:crypto';
import type { WireCall } from './receiver-rules.ts';

/** The route of Segment's Public API that takes regulations. */
export const regulationsPath = '/regulations';

/** How the Public API answers, and the regulation as it is kept where it was made. */
export interface RegulationAnswer {
  readonly status: number;
  readonly body: object;
  readonly regulation?: WireCall;
}

const types: readonly unknown[] = [
  'DELETE_ONLY',
  'DELETE_INTERNAL',
  'SUPPRESS_ONLY',
  'SUPPRESS_WITH_DELETE',
  'SUPPRESS_WITH_DELETE_INTERNAL',
  'UNSUPPRESS',
];

const mostSubjects = 5_000;

/**
 * Accepts and refuses as Segment's Public API says it does: 401 without a token, 422 for what is not valid
 * (https://docs.segmentapis.com/tag/Error-Handling). Any token will do. `authorization` is that header.
 */
export function answerRegulation(body: string, authorization: string | undefined): RegulationAnswer {
  if (!/^Bearer \S+$/.test(authorization ?? '')) return refused(401, 'request-unauthorized', 'Unauthorized');
  const { regulationType, subjectType, subjectIds } = objectIn(body);
  if (!types.includes(regulationType)) return invalid('regulationType');
  if (subjectType !== 'USER_ID' && subjectType !== 'OBJECT_ID') return invalid('subjectType');
  if (!areSubjects(subjectIds)) return invalid('subjectIds');
  const regulateId = randomUUID();
  return {
    status: 200,
    body: { data: { regulateId } },
    regulation: { type: 'regulation', messageId: regulateId, regulationType, subjectType, subjectIds },
  };
}

function areSubjects(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= mostSubjects &&
    value.every((one) => typeof one === 'string' && one.trim() !== '')
  );
}

function invalid(field: string): RegulationAnswer {
  return refused(422, 'input-validation', `"${field}" is not valid`, field);
}

function refused(status: number, type: string, message: string, field?: string): RegulationAnswer {
  return { status, body: { errors: [{ type, message, ...(field === undefined ? {} : { field }) }] } };
}

function objectIn(body: string): WireCall {
  try {
    const content: unknown = JSON.parse(body);
    return typeof content === 'object' && content !== null ? { ...content } : {};
  } catch {
    return {};
  }
}
