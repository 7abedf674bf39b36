import { type Refusal, tokenHeader } from '../contract.ts';

/** An answer of the server, or its refusal with the HTTP status. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly status: number; readonly refusal: Refusal };

const key = 'playground-token';

/** The token comes behind "#" once; the address is then free of it, and a reload of the tab still has it. */
function takeToken(): string {
  const given = location.hash.slice(1);
  if (given === '') return sessionStorage.getItem(key) ?? '';
  sessionStorage.setItem(key, given);
  history.replaceState(null, '', location.pathname);
  return given;
}

const token = takeToken();

/** Asks the server. A server that is gone is a refusal with the status 0. */
export async function ask<Value>(name: string, question: unknown): Promise<Answer<Value>> {
  try {
    const response = await fetch(`/api/${name}`, {
      method: 'POST',
      headers: { [tokenHeader]: token, 'content-type': 'application/json' },
      body: JSON.stringify(question),
    });
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, value: body as Value };
    return { ok: false, status: response.status, refusal: body as Refusal };
  } catch {
    const error = 'The playground does not answer. Is its command still running?';
    return { ok: false, status: 0, refusal: { error } };
  }
}
