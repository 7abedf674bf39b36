import type { ReceivedCall, ReceivedRequest } from './receiver-store.ts';

/** So many calls are shown; all are in the JSON. */
const shown = 200;

/** The received calls as one HTML page without scripts, newest first. Nothing of a call reaches the page unescaped. */
export function renderPage(calls: readonly ReceivedCall[], requests: readonly ReceivedRequest[]): string {
  const newest = calls.slice(-shown).toReversed();
  const failed = requests.filter((request) => request.answer !== 200).length;
  const repeats = calls.reduce((sum, call) => sum + call.duplicates, 0);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Received calls (${calls.length})</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header>
<h1>Received calls</h1>
<p>A local stand-in for Segment. ${count(calls.length, 'call')}, ${count(repeats, 'repeat')} dropped, ${count(requests.length, 'request')}, ${failed} of them not answered with 200. <a href="/messages">Reload</a></p>
</header>
<main>
${newest.length === 0 ? '<p class="empty">Nothing received yet.</p>' : newest.map(renderCall).join('\n')}
${calls.length > shown ? `<p class="empty">The ${shown} newest of ${calls.length} calls are shown.</p>` : ''}
</main>
</body>
</html>
`;
}

function renderCall({ type, call, messageId, receivedAt, duplicates, dropped }: ReceivedCall): string {
  const name = [call['event'], call['name']].find((text) => typeof text === 'string');
  const fields = [
    ...['userId', 'anonymousId', 'groupId', 'previousId', 'timestamp', 'traits', 'properties'],
    ...['regulationType', 'subjectIds'],
  ];
  const rows = fields.flatMap((field) => (call[field] === undefined ? [] : flatten(field, call[field])));
  return `<article>
<h2><span class="type">${escapeHtml(type)}</span> ${escapeHtml(name ?? '')} <time datetime="${receivedAt}">${receivedAt.slice(11, 19)} UTC</time></h2>
${dropped === undefined ? '' : `<p class="warning">Segment would answer 200 and then drop this call: ${escapeHtml(dropped)}.</p>`}
${duplicates === 0 ? '' : `<p class="note">Came ${count(duplicates, 'more time')} with the same messageId; Segment would drop the repeats.</p>`}
<table>${rows.map(([path, value]) => `<tr><th scope="row">${escapeHtml(path)}</th><td>${escapeHtml(value)}</td></tr>`).join('')}</table>
<details><summary>${escapeHtml(messageId)}</summary><pre>${escapeHtml(JSON.stringify(call, undefined, 2))}</pre></details>
</article>`;
}

/** `traits` with its nested fields as rows: `traits.address.city`, `Berlin`. */
function flatten(path: string, value: unknown): [path: string, value: string][] {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isMap) return Object.entries(value).flatMap(([name, inner]) => flatten(`${path}.${name}`, inner));
  return [[path, typeof value === 'string' ? value : JSON.stringify(value)]];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function escapeHtml(value: unknown): string {
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style = `
:root { color-scheme: light dark; --line: light-dark(#d8dce3, #3a3f4a); --quiet: light-dark(#59616e, #a4acb9); --accent: light-dark(#0b6b4f, #6fd3ae); --alarm: light-dark(#a03400, #ffb08a); }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0; }
header p, .empty, .note, time, summary, th { color: var(--quiet); }
article { border: 1px solid var(--line); border-radius: 8px; padding: 1rem; margin: 1rem 0; }
h2 { font-size: 1.1rem; margin: 0 0 .5rem; display: flex; gap: .6rem; align-items: baseline; overflow-wrap: anywhere; }
.type { color: var(--accent); } time { margin-left: auto; font-weight: normal; font-size: .85rem; white-space: nowrap; }
.warning { color: var(--alarm); }
table { border-collapse: collapse; width: 100%; } tr { border-top: 1px solid var(--line); }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; font-weight: normal; overflow-wrap: anywhere; }
th { width: 38%; } th, pre, summary { font-family: ui-monospace, monospace; font-size: .85rem; }
summary { cursor: pointer; margin-top: .75rem; overflow-wrap: anywhere; } pre { overflow-x: auto; }
a { color: var(--accent); }
`;
