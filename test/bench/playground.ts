import { pathToFileURL } from 'node:url';
import { toolsAt } from '../../src/cli/playground.ts';
import { playground } from '../../src/playground/playground.ts';
import { findBrowser, launch } from '../playground/browser.ts';

/** The largest sample delivery of the repository, and the mapping that it belongs to. */
const largest = {
  file: 'mappings/order.completed.yaml',
  sample: 'case:order.completed/several-shipping-methods',
};

const keys = 'The total of an order, typed';

/** Runs in the page, as text: notes for each key how long it took until its result was drawn. */
const watchKeys = `(() => {
  const times = [];
  let began = 0;
  window.addEventListener('keydown', ({ timeStamp }) => { began = timeStamp; }, true);
  new MutationObserver(() => {
    const since = began;
    requestAnimationFrame(() => {
      times.push((performance.now() - since).toFixed(1));
      document.body.dataset.times = times.join(' ');
    });
  }).observe(document.body, { attributeFilter: ['data-shown'] });
})()`;

/**
 * Milliseconds from each key to the frame that shows its result, in a real browser; nothing where none is installed. What
 * is typed goes into the mapping's description, so that each key makes a mapping that runs. Nothing is saved.
 */
export async function typingTimes(): Promise<readonly number[] | undefined> {
  const found = findBrowser();
  if (found === undefined) return undefined;
  const root = pathToFileURL(`${process.cwd()}/`);
  const running = await playground({ root, tools: toolsAt(root), port: 0 });
  const browser = await launch(found);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(running.url);
    await page.getByLabel('Mapping file').selectOption(largest.file);
    await page.getByLabel('Sample delivery', { exact: true }).selectOption(largest.sample);
    await page.locator('#tab-panel', { hasText: 'Order Completed' }).waitFor();
    await page.locator('#mapping-editor .cm-line', { hasText: 'description:' }).first().click();
    await page.keyboard.press('End');
    await page.evaluate(watchKeys);
    for (const key of keys) {
      await page.keyboard.type(key);
      await page.waitForTimeout(250);
    }
    const times = await page.locator('body').getAttribute('data-times');
    // The first keys find the engine cold.
    return (times ?? '').split(' ').map(Number).slice(3);
  } finally {
    await browser.close();
    await running.close();
  }
}
