import type { Result } from '../report/failure.ts';

/**
 * Takes a notification out of its transport's wrapper. Today a notification comes as it is (the Platform format,
 * recognised by `notificationType`); other wrappers are recognised here, by their shape, and peeled until one remains.
 * https://docs.commercetools.com/api/projects/subscriptions#delivery-payloads
 */
export function openEnvelope(body: unknown): Result<Readonly<Record<string, unknown>>> {
  if (isRecord(body) && 'notificationType' in body) return { ok: true, value: body };
  const found = isRecord(body)
    ? 'an object without it'
    : Array.isArray(body)
      ? 'an array'
      : body === null
        ? 'null'
        : `a ${typeof body}`;
  return {
    ok: false,
    failure: {
      code: 'not-a-delivery',
      detail: 'the body is not a commercetools delivery',
      retryable: false,
      issues: [
        {
          code: 'input-invalid',
          severity: 'error',
          pointer: '/notificationType',
          message: `expected a commercetools notification, an object with "notificationType"; found ${found}`,
          hint: 'let the queue push what commercetools sends unchanged, in the Platform format',
        },
      ],
    },
  };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
