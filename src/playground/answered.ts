import type { OpenedFile, Refusal } from './contract.ts';

/** What was done, or why it was not, with the HTTP status that says so. */
export type Answered<Value> =
  | { readonly status: 'done'; readonly value: Value }
  | { readonly status: 'refused'; readonly http: number; readonly refusal: Refusal };

export function done<Value>(value: Value): Answered<Value> {
  return { status: 'done', value };
}

export function refused(http: number, error: string, onDisk?: OpenedFile): Answered<never> {
  return { status: 'refused', http, refusal: { error, ...(onDisk === undefined ? {} : { onDisk }) } };
}
