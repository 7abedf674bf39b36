import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { type Browser, chromium, type Page } from 'playwright-core';

/** The names under which systems have it. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Where a browser is installed; nothing where none is. */
export function findBrowser(): string | undefined {
  return names.flatMap((name) => {
    try {
      return execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    } catch {
      return []; // not installed
    }
  })[0];
}

/** A browser that a test drives; it reaches no other machine. */
export function launch(executablePath: string): Promise<Browser> {
  // Without its own sandbox, which a container does not allow: it shows our own page only.
  const args = [
    '--no-sandbox',
    '--disable-dev-shm-usage',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ];
  return chromium.launch({ executablePath, args });
}

/** Everything that must not happen in a page, as it happens. */
export function watched(page: Page, origin: string): readonly string[] {
  const seen: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) seen.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => seen.push(`thrown: ${error.message}`));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) seen.push(`request: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) seen.push(`${response.status()}: ${response.url()}`);
  });
  return seen;
}

/** Keeps what the page looks like, for a person to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir('test/output/playground', { recursive: true });
  await page.screenshot({ path: `test/output/playground/${name}.png` });
}
