import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findBrowser, picture } from './browser.ts';
import { copyOfProject, emptyProject, openedPage } from './opened-page.ts';

const browserPath = findBrowser();
const file = 'mappings/customer.created.yaml';
const skipped = browserPath === undefined ? ' (skipped: no chromium is installed here)' : '';

const noticed = (page: Page) => page.locator('#notice');
const state = (page: Page, text: string) => page.locator('#file-state', { hasText: new RegExp(`^${text}$`) });
const mapping = (page: Page) => page.locator('#mapping-editor .cm-content');
const sample = (page: Page) => page.locator('#sample-editor .cm-content');
const samples = (page: Page) => page.getByLabel('Sample delivery', { exact: true });

/** Whoever takes the file on disk has not lost what was written here. */
async function givesBackWhatWasWritten(page: Page, path: string, text: string): Promise<void> {
  await mapping(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.insertText('# Mine\n');
  await writeFile(path, `${text}# Theirs\n`);
  await page.getByRole('button', { name: 'Take the one on disk' }).click();
  await state(page, 'saved').waitFor();
  await mapping(page).focus();
  await page.keyboard.press('Control+z');
  await page.locator('#mapping-editor .cm-line', { hasText: /^# Mine$/ }).waitFor();
  await writeFile(path, text);
  await page.getByRole('button', { name: 'Take the one on disk' }).click();
  await state(page, 'saved').waitFor();
}

/** Saving in haste is no conflict with oneself. */
async function savesInHaste(page: Page, path: string, text: string): Promise<void> {
  await mapping(page).focus();
  await page.keyboard.press('Control+Home');
  for (const word of ['# a', ' b', ' c']) {
    await page.keyboard.insertText(word);
    await page.keyboard.press('Control+s');
  }
  await page.keyboard.insertText('\n');
  await page.keyboard.press('Control+s');
  await state(page, 'saved').waitFor();
  expect(await noticed(page).isVisible()).toBe(false);
  expect(await readFile(path, 'utf8')).toBe(`# a b c\n${text}`);
  await writeFile(path, text);
  await page.locator('#mapping-editor .cm-line').first().getByText('yaml-language-server').waitFor();
}

/** A file that is gone is said to be, and saving writes it again, as it was said. */
async function writesAgainWhatIsGone(page: Page, path: string, text: string): Promise<void> {
  await rm(path);
  await noticed(page).getByText(`${file} is gone from the disk. Saving writes it again.`).waitFor();
  await page.keyboard.press('Control+s');
  await state(page, 'saved').waitFor();
  expect(await readFile(path, 'utf8')).toBe(text);
  await rm(path);
  await noticed(page).getByText('is gone from the disk').waitFor();
  const looked = () => page.waitForResponse((response) => response.url().endsWith('/api/news'));
  for (const _ of [1, 2]) await looked();
  expect(await noticed(page).isVisible()).toBe(true);
  await writeFile(path, text);
  await noticed(page).waitFor({ state: 'hidden' });
  await state(page, 'saved').waitFor();
}

/** A sample that was pasted or edited stays in the list when another one is chosen. */
async function keepsOwnSamples(page: Page): Promise<void> {
  await samples(page).selectOption({ label: 'rich' });
  await page.getByText('"Marlene"').first().waitFor();
  await sample(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText('\n\n');
  await samples(page)
    .locator('option', { hasText: /^Your own$/ })
    .waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Paste' }).click();
  await page.locator('#status', { hasText: 'Choose a sample delivery' }).waitFor();
  expect(await sample(page).innerText()).toContain('Paste a delivery here, as it came.');
  await page.keyboard.insertText('{"pasted":true}');
  await page.locator('#status', { hasText: 'Failed' }).waitFor();
  await samples(page).selectOption({ label: 'Your own' });
  await page.locator('#status', { hasText: '1 call, valid' }).waitFor();
  await samples(page).selectOption({ label: 'Your own, 2' });
  await page.locator('#status', { hasText: 'Failed' }).waitFor();
  expect(await sample(page).innerText()).toBe('{"pasted":true}');
  await samples(page).selectOption({ label: 'rich' });
  await page.locator('#status', { hasText: '1 call, valid' }).waitFor();
}

/** A field is found in the sample, and is said in the words of a mapping. */
async function findsFields(page: Page): Promise<void> {
  await sample(page).focus();
  await page.keyboard.press('Control+f');
  await page.keyboard.insertText('postalcode');
  await expect.poll(() => page.locator('#found').innerText()).toBe('1/2');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('#found').innerText()).toBe('2/2');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('#found').innerText()).toBe('1/2');
  await picture(page, '13-found');
  await mapping(page).focus();
  await page.keyboard.press('Control+End');
  await page.getByRole('button', { name: 'customer.addresses.postalCode' }).click();
  const last = page.locator('#mapping-editor .cm-line').last();
  expect(await last.innerText()).toBe('customer.addresses.postalCode');
  await page.keyboard.press('Control+z');
  await state(page, 'saved').waitFor();
  // Another file is shown from its beginning, wherever one was in this one.
  const scrolled = () => page.evaluate("document.querySelector('#mapping-editor .cm-scroller').scrollTop");
  expect(await scrolled()).toBeGreaterThan(100);
  await page.getByLabel('Mapping file').selectOption('mappings/order.completed.yaml');
  await page.getByText('"type": "track"').first().waitFor();
  await expect.poll(scrolled).toBeLessThan(10);
  await page.getByLabel('Mapping file').selectOption(file);
  await page.getByText('"Marlene"').first().waitFor();
}

/** What a word means is told without a mouse; nothing is cut off where the window is narrow, or the page enlarged. */
async function isForEverybody(page: Page): Promise<void> {
  await mapping(page).focus();
  await page.keyboard.press('Control+Home');
  await page
    .locator('#mapping-editor .cm-line', { hasText: /^description/ })
    .click({ position: { x: 30, y: 8 } });
  await page.keyboard.press('F2');
  const told = page.getByRole('dialog', { name: 'description' });
  expect(await told.innerText()).toContain('What this mapping is for');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 390, height: 720 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  await picture(page, '14-narrow');
  // A sample that is opened does not pull the page away from the mapping.
  await page.evaluate('scrollTo(0, 0)');
  await samples(page).selectOption({ label: 'umlauts-and-emoji' });
  await page.locator('#status', { hasText: '1 call, valid' }).waitFor();
  expect(await page.evaluate('scrollY')).toBe(0);
}

test.skipIf(browserPath === undefined)(
  `a day on which much goes wrong${skipped}`,
  { timeout: 240_000 },
  async () => {
    const root = await copyOfProject();
    const path = join(root, file);
    const text = await readFile(path, 'utf8');
    const { page, wrong } = await openedPage(root, browserPath ?? '');
    await page.getByText('call, valid').waitFor();
    await givesBackWhatWasWritten(page, path, text);
    await savesInHaste(page, path, text);
    await writesAgainWhatIsGone(page, path, text);
    await keepsOwnSamples(page);
    await findsFields(page);
    await isForEverybody(page);
    expect(wrong).toEqual([]);
  },
);

test.skipIf(browserPath === undefined)(
  `a project without a mapping gets its first one${skipped}`,
  { timeout: 120_000 },
  async () => {
    const root = await emptyProject();
    const { page, wrong } = await openedPage(root, browserPath ?? '');
    await noticed(page).getByText('There is no mapping yet. This is one to begin with').waitFor();
    await state(page, 'new, not saved').waitFor();
    await page.keyboard.press('Control+s');
    await state(page, 'saved').waitFor();
    expect(await readFile(join(root, file), 'utf8')).toContain('on: CustomerCreated');
    expect(wrong).toEqual([]);
  },
);
