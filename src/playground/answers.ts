import { randomBytes } from 'node:crypto';
import type { Page } from '../node/bundle-page.ts';
import { type Answer, jsonAnswer } from '../webhook/http-answer.ts';

/** Nothing that is not the playground's own may be loaded, sent to, or put around it. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    // The editor makes its style sheets while it runs.
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const always = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

export function json(status: number, value: unknown): Answer {
  return jsonAnswer(value, { status, headers: always });
}

/** The page's document or one of the files it asks for; nothing where there is no such file. */
export function pageFile(path: string, page: Page): Answer | undefined {
  if (path === '/') {
    const nonce = randomBytes(16).toString('base64');
    const headers = {
      ...always,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(nonce),
    };
    return { status: 200, headers, body: page.html.replace('{{nonce}}', nonce) };
  }
  const file = filesOf(page).get(path);
  return file && { status: 200, headers: { ...always, 'content-type': file.type }, body: file.text };
}

function filesOf({ script, style, icon }: Page) {
  return new Map([
    ['/main.js', { type: 'text/javascript; charset=utf-8', text: script }],
    ['/style.css', { type: 'text/css; charset=utf-8', text: style }],
    ['/icon.svg', { type: 'image/svg+xml', text: icon }],
  ]);
}
