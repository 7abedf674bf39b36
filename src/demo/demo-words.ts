import { type DemoDelivery, sampleFile } from './deliveries.ts';
import { type Answer, type Expectation, isExpected } from './demo-answer.ts';
import { webhookPath } from './demo-server.ts';
import type { ReceivedCall } from './receiver-store.ts';
import { type Cell, paint, table } from './table.ts';

/** A delivery with what came of it and what the webhook logged meanwhile. */
export interface Sent {
  readonly delivery: DemoDelivery;
  readonly answer: Answer;
  readonly log: readonly string[];
}

const width = 100;

/** One row for each delivery, marked where it did not come out as it must. */
export function showTable(sent: readonly Sent[], color: boolean): string {
  const head = ['', 'Delivery', 'HTTP', 'Outcome', 'Calls, or why there are none'];
  const rows = sent.map(({ delivery, answer }): Cell[] => [
    isExpected(answer, delivery.expected) ? { text: '✓', color: 'green' } : { text: '✗', color: 'red' },
    delivery.label,
    String(answer.status),
    answer.outcome,
    answer.calls.length > 0 ? answer.told : { text: answer.told, color: 'dim' },
  ]);
  return table([head.map((text) => ({ text, color: 'bold' })), ...rows], width, color);
}

/** What is not as it must be, with the answer and the log; no more than three, since one cause mostly has many rows. */
export function showUnexpected(unexpected: readonly Sent[], color: boolean): string {
  const shown = unexpected
    .slice(0, 3)
    .map(({ delivery, answer, log }) =>
      [
        paint(
          `✗ ${delivery.label}: expected ${expectedWords(delivery.expected)}, got ${wordsOf(answer)}`,
          'red',
          color,
        ),
        `  answer: ${answer.text}`,
        ...log.map((line) => `  log:    ${line}`),
      ].join('\n'),
    );
  const more = unexpected.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

/** What Segment would have now. */
export function showKept(calls: readonly ReceivedCall[]): string {
  const repeats = calls.reduce((sum, call) => sum + call.duplicates, 0);
  return `Segment's stand-in keeps ${count(calls.length, 'call')} and dropped ${count(repeats, 'repeat')}.`;
}

/** Where everything is, and what to do next. */
export function showNext(webhookUrl: string, receiverUrl: string): string {
  return `Received calls   ${receiverUrl}/messages
Webhook          ${webhookUrl}${webhookPath}

Now change a trait in mappings/customer.created.yaml, save, and send a delivery:

  curl -w '\\n' -H 'content-type: application/json' \\
    --data-binary @${sampleFile} \\
    ${webhookUrl}${webhookPath}

What arrives is told below. Ctrl-C ends the demo.`;
}

/** A line for an answer outside the table. */
export function showAnswer({ status, outcome, told }: Answer): string {
  return `${status} ${outcome}: ${told}`;
}

function expectedWords({ status, outcome, isAgain }: Expectation): string {
  return `${status} ${outcome}${isAgain ? ' again' : ''}`;
}

function wordsOf({ status, outcome, calls }: Answer): string {
  return `${status} ${outcome}${calls.length === 0 ? '' : ` (${calls.join(', ')})`}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
