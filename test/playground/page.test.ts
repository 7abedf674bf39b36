import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bundlePage } from '../../src/node/bundle-page.ts';

test('the page is small, asks nobody for anything, and has no scripts or styles within its document', async () => {
  const { html, script, style, icon } = await bundlePage();
  const size = [html, script, style, icon].reduce((sum, text) => sum + gzipSync(text).length, 0);
  expect(script.length).toBeGreaterThan(100_000);
  expect(size).toBeLessThan(300_000);
  expect([...`${html}${style}`.matchAll(/https?:\/\/\S+/g)].map(([found]) => found)).toEqual([]);
  expect(html).not.toMatch(/<script(?! src=)|<style|style=| on\w+=/);
  expect([...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path)).toEqual([
    '/icon.svg',
    '/style.css',
    '/main.js',
    '/icon.svg',
  ]);
});
