import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findBrowser, picture } from './browser.ts';
import { copyOfProject, openedPage } from './opened-page.ts';

const browserPath = findBrowser();
const file = 'mappings/customer.created.yaml';

/** Clicks on a line of the mapping; the editor draws only those that are seen. */
async function clickLine(page: Page, text: string): Promise<void> {
  const line = page.locator('#mapping-editor .cm-line', { hasText: text }).first();
  await page.locator('#mapping-editor .cm-scroller').hover();
  while ((await line.count()) === 0) await page.mouse.wheel(0, 200);
  await line.click({ position: { x: 60, y: 8 } });
}

const result = (page: Page) => page.locator('#tab-panel').innerText();

/** What somebody else saves is taken, unless it would cost what is being written here. */
async function hearsOfTheDisk(page: Page, root: string): Promise<void> {
  const text = await readFile(join(root, file), 'utf8');
  await writeFile(join(root, file), text.replace('nickname?:', 'petName?:'));
  await page.getByText('"petName": "Marlene"').waitFor();
  await page.locator('#mapping-editor .cm-content').focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('# Mine');
  await page.keyboard.press('Enter');
  await writeFile(join(root, file), text);
  await page.getByText(`${file} was changed on disk, and here too.`).waitFor();
  await picture(page, '10-changed-on-disk');
  await page.getByRole('button', { name: 'Take the one on disk' }).click();
  await page.getByText('"nickname": "Marlene"').waitFor();
}

/** A delivery that is posted to the address becomes a sample. */
async function catches(page: Page, catchUrl: string): Promise<void> {
  const delivery = await readFile('test/mappings/customer.created/minimum-only-email.delivery.json', 'utf8');
  expect((await fetch(catchUrl, { method: 'POST', body: delivery })).status).toBe(200);
  await page.getByText('Caught: CustomerCreated').waitFor();
  await page.getByRole('button', { name: 'Show it' }).click();
  await page.getByText('"wren@example.com"').first().waitFor();
  expect(await page.locator('#tab-panel').innerText()).toContain('"userId": "wren@example.com"');
}

/** What was caught becomes a case that tells of nobody, unless the analyst says otherwise. */
async function keepsWhatWasCaught(page: Page, root: string): Promise<void> {
  await page.keyboard.press('Alt+S');
  const scrub = page.getByLabel('Put look-alikes in place of what is personal');
  expect(await scrub.isChecked()).toBe(true);
  await page.getByLabel('Name of the case').fill('caught');
  await picture(page, '12-caught');
  await page.keyboard.press('Enter');
  await page.getByText(/\(1 call\)\. \d+ values replaced by look-alikes\.$/).waitFor();
  const written = await readFile(join(root, 'test/mappings/customer.created/caught.delivery.json'), 'utf8');
  expect(written).not.toContain('wren@example.com');
  await page
    .getByText(`"${JSON.parse(written).customer.email}"`)
    .first()
    .waitFor();
}

/** Nothing needs a mouse, nothing lies outside of the window, everything has a name. */
async function isWithinReach(page: Page): Promise<void> {
  const focused = () => page.evaluate('document.activeElement.closest("section")?.id');
  await page.locator('#mapping-editor .cm-content').focus();
  const panes: unknown[] = [];
  for (const _ of [1, 2, 3]) {
    await page.keyboard.press('F6');
    panes.push(await focused());
  }
  expect(panes).toEqual(['sample-pane', 'result-pane', 'mapping-pane']);
  await page.keyboard.press('F1');
  expect(await page.getByRole('dialog', { name: 'Keys' }).innerText()).toContain('Ctrl S');
  await page.keyboard.press('Escape');
  const scrolls =
    'document.scrollingElement.scrollHeight > innerHeight || document.body.scrollHeight > innerHeight';
  expect(await page.evaluate(scrolls)).toBe(false);
  for (const role of ['button', 'combobox', 'textbox', 'tab'] as const)
    for (const control of await page.getByRole(role).all())
      expect(await control.ariaSnapshot()).toMatch(new RegExp(`^- ${role} "[^"]+"`));
}

test.skipIf(browserPath === undefined)(
  `an analyst's day${browserPath === undefined ? ' (skipped: no chromium is installed here)' : ''}`,
  { timeout: 240_000 },
  async () => {
    const root = await copyOfProject();
    const { page, wrong, catchUrl } = await openedPage(root, browserPath ?? '');
    await page.getByText('call, valid').waitFor();
    await picture(page, '1-opened');

    await page.getByLabel('Sample delivery', { exact: true }).selectOption({ label: 'rich' });
    await page.getByText('"Marlene"').first().waitFor();
    expect(await result(page)).not.toContain('nickname');
    await picture(page, '2-sample');

    await clickLine(page, 'lastName?:');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('nickname?: customer.frstName');
    await page.getByText('Not run: 1 error in the mapping').waitFor();
    expect(await page.locator('#mapping-editor .cm-lintRange-error').innerText()).toBe('frstName');
    expect(await page.locator('#issues').innerText()).toMatch(
      /customer\.frstName: no such field in CustomerCreated\s+did you mean customer\.firstName\?\s+mappings\/customer\.created\.yaml:\d+:\d+/,
    );
    await picture(page, '3-broken');

    for (const _ of 'frstName') await page.keyboard.press('Backspace');
    await page.keyboard.type('firs');
    const options = page.locator('.cm-tooltip-autocomplete [role=option]');
    await options.first().waitFor();
    expect(await options.first().innerText()).toMatch(/^firstName\s*text, may be absent$/);
    await picture(page, '4-completion');
    // The editor takes no key for a moment after its list has opened, lest one be meant for the text.
    await page.waitForTimeout(150);
    await page.keyboard.press('Enter');

    await page.locator('#tab-panel .changed', { hasText: '"nickname": "Marlene"' }).waitFor();
    await expect.poll(() => page.locator('#status').innerText()).toBe('1 call, valid');
    await picture(page, '5-fixed');

    await page.keyboard.press('Alt+2');
    await page.locator('#tab-panel tr', { hasText: 'traits.nickname' }).first().waitFor();
    expect(await result(page)).toMatch(/traits\.nickname\s+absent\s+"Marlene"/);
    await picture(page, '6-difference');
    await page.keyboard.press('Alt+3');
    const field = page.locator('#tab-panel li', { hasText: 'traits.nickname' });
    await field.waitFor();
    expect(await field.innerText()).toMatch(/traits\.nickname\s+"Marlene"\s+customer\.firstName :\d+/);
    await picture(page, '7-explained');
    await page.keyboard.press('Alt+1');

    await page.keyboard.press('Control+S');
    await page.locator('#file-state', { hasText: /^saved$/ }).waitFor();
    expect(await readFile(join(root, file), 'utf8')).toContain('\n    nickname?: customer.firstName\n');

    await page.keyboard.press('Alt+S');
    await page.getByLabel('Name of the case').fill('analysts-day');
    expect(await page.getByLabel('Put look-alikes in place of what is personal').isChecked()).toBe(false);
    await picture(page, '8-case');
    await page.keyboard.press('Enter');
    await page.getByText('Wrote test/mappings/customer.created/analysts-day.delivery.json').waitFor();
    const kept = (part: string) =>
      readFile(join(root, `test/mappings/customer.created/analysts-day.${part}.json`), 'utf8');
    expect(JSON.parse(await kept('calls'))).toMatchObject([
      { type: 'identify', traits: { nickname: 'Marlene' } },
    ]);
    expect(await kept('delivery')).toBe(
      await readFile('test/mappings/customer.created/rich.delivery.json', 'utf8'),
    );
    await picture(page, '9-kept');

    await hearsOfTheDisk(page, root);
    await catches(page, catchUrl);
    await keepsWhatWasCaught(page, root);
    await isWithinReach(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture(page, '11-dark');
    expect(wrong).toEqual([]);
  },
);
