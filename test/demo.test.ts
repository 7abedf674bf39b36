import { expect, test } from 'vitest';
import { type DemoOptions, demo } from '../src/demo/demo.ts';
import { isExpected } from '../src/demo/demo-answer.ts';
import { startReceiver } from '../src/demo/receiver.ts';
import { readProjectFiles } from '../src/node/project-files.ts';
import { byEmail } from './by-email.ts';
import rich from './mappings/customer.created/rich.delivery.json' with { type: 'json' };

function start(options: Partial<DemoOptions> = {}) {
  const written: string[] = [];
  const io = { write: (text: string) => written.push(text), color: false };
  return {
    code: demo({ once: true, port: 0, io, read: () => changed('', ''), ...options }),
    text: () => written.join(''),
  };
}

/** Mappings of the test's own: an analyst's change to the real ones must not fail a test of the demo. */
const customers = `description: Who it is.
on: CustomerCreated
let:
  email: customer.email
identify:
  userId: $userId
  traits:
    email: $email
`;
const orders = `description: What was ordered.
on: OrderCreated
let:
  email: order.customerEmail
  anonymousId: order.anonymousId
needs:
  person: the order names nobody
track:
  event: Order Placed
  userId?: $userId
  anonymousId?: $guestId
  properties:
    order_id: order.id
`;

/** The project's files with these mappings alone, in one of which a text is replaced. */
async function changed(from: string, to: string) {
  const mappings = [
    { path: 'mappings/customer.created.yaml', text: customers.replace(from, to) },
    { path: 'mappings/order.completed.yaml', text: orders },
  ];
  return { ...(await byEmail()), mappings };
}

test('with the mappings of this project everything comes out as expected, and the demo ends by itself', async () => {
  const { code, text } = start({ read: readProjectFiles });
  expect(await code).toBe(0);
  expect(text()).not.toContain('✗');
  expect(
    Math.max(
      ...text()
        .split('\n')
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(100);
});

test('a mapping may leave out what others send, but nothing that is refused', () => {
  const skipped = { status: 200, outcome: 'skipped', calls: [], told: '', text: '' };
  const wanted = (status: number, outcome: string) => ({ status, outcome, isAgain: false });
  expect(isExpected(skipped, wanted(200, 'sent'))).toBe(true);
  expect(isExpected(skipped, wanted(500, 'segment-unavailable'))).toBe(true);
  expect(isExpected(skipped, wanted(400, 'input-invalid'))).toBe(false);
  expect(isExpected({ ...skipped, status: 202 }, wanted(200, 'sent'))).toBe(false);
});

test('marks what is not as expected, with the answer and the log, and ends with 1', async () => {
  const { code, text } = start({ read: () => changed('    email: $email', '    email: $emial') });
  expect(await code).toBe(1);
  expect(text()).toContain('✗  only an e-mail address');
  expect(text()).toContain(
    '✗ a customer with everything: expected 200 sent, got 500 catalog-invalid\n  answer: {',
  );
  expect(text()).toMatch(/ {2}log: {4}\{"level":"error"/);
  expect(text()).toContain('unknown-variable');
});

test('stays up, shows what a changed mapping makes of a delivery, and frees its ports', async () => {
  const stop = new AbortController();
  let edit: [from: string, to: string] = ['', ''];
  const { code, text } = start({ once: false, signal: stop.signal, read: () => changed(...edit) });
  await expect.poll(text, { timeout: 10_000 }).toContain('Ctrl-C');
  expect(text().replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:<port>')).toMatchSnapshot();

  const url = /http:\S+\/api\/webhook/.exec(text())?.[0] ?? '';
  const messages = /http:\S+\/messages/.exec(text())?.[0] ?? '';
  const post = async () => {
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(rich) });
    return { status: answer.status, text: await answer.text() };
  };
  const received = async () => (await fetch(messages, { headers: { accept: 'application/json' } })).json();

  edit = ['    email: $email', '    email: $email\n    fresh: customer.id'];
  expect(await post()).toMatchObject({ status: 200 });
  expect(await received()).toMatchObject({ calls: [{ call: { traits: { fresh: rich.customer.id } } }] });
  expect(text()).toContain('\n200 sent: identify marlene.oster@example.org\n');

  edit = ['    email: $email', '    email: $email('];
  const broken = await post();
  expect(broken.status).toBe(500);
  expect(broken.text).toContain('"file":"mappings/customer.created.yaml"');
  expect((await fetch(new URL('/', url))).status).toBe(404);

  stop.abort();
  expect(await code).toBe(0);
  await expect(fetch(url)).rejects.toThrow();
});

test('takes nothing from a page of somebody else, and lets no delivery steer the terminal', async () => {
  const stop = new AbortController();
  const { code, text } = start({ once: false, signal: stop.signal });
  await expect.poll(text, { timeout: 10_000 }).toContain('Ctrl-C');
  const url = /http:\S+\/api\/webhook/.exec(text())?.[0] ?? '';
  const email = '"\u001b]0;title\u0007\u009b31m\u202e"@example.org';
  const body = JSON.stringify({ ...rich, sequenceNumber: 77, customer: { ...rich.customer, email } });
  const post = async (headers: Record<string, string>) =>
    (await fetch(url, { method: 'POST', body, headers })).status;
  const before = text();
  expect(await post({ origin: 'https://evil.example', 'content-type': 'text/plain' })).toBe(403);
  expect(text()).toBe(before);
  expect(await post({ origin: new URL(url).origin })).toBe(200);
  expect(text().slice(before.length)).toBe(
    '200 sent: identify "\ufffd]0;title\ufffd\ufffd31m\ufffd"@example.org\n',
  );
  stop.abort();
  expect(await code).toBe(0);
});

test('says so when the port that was asked for is taken', async () => {
  const other = await startReceiver();
  const port = Number(new URL(other.url).port);
  const { code, text } = start({ port });
  expect(await code).toBe(2);
  expect(text()).toBe(`Port ${port} is taken; name another one, or none to have a free one found.\n`);
  await other.close();
});
