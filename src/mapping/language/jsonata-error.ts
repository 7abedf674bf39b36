/** What jsonata throws: a plain object, not an Error. `value` may be a value of the payload: only its type is shown. */
export interface JsonataError {
  readonly code?: unknown;
  readonly position?: number;
  readonly token?: unknown;
  readonly value?: unknown;
  readonly index?: unknown;
  readonly message?: unknown;
}
