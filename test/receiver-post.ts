import type { Receiver } from '../src/demo/receiver.ts';

export const identify = { type: 'identify', userId: 'u-1', messageId: 'm-1', traits: { firstName: 'Ada' } };
export const success = { status: 200, body: '{"success":true}' };

/** The header that shows a write key. */
export const basic = (key: string) => ({ authorization: `Basic ${btoa(`${key}:`)}` });

/** Posts to a receiver, with a write key where no other headers are given. */
export function postTo({ url }: Receiver) {
  return async (path: string, body: unknown, headers: Record<string, string> = basic('a-write-key')) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(url + path, { method: 'POST', body: text, headers });
    return { status: response.status, body: await response.text() };
  };
}
