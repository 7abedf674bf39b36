import { spawnSync } from 'node:child_process';
import { WriteStream } from 'node:tty';
import { expect, test } from 'vitest';
import { wantsColour } from '../../src/cli/colour.ts';

/** A terminal that answers as Node's does, and is none. */
const terminal: WriteStream = Object.assign(Object.create(WriteStream.prototype), { isTTY: true });
const file = {};

test.each([
  { env: { TERM: 'xterm-256color' }, colour: true },
  { env: { TERM: 'dumb' }, colour: false },
  { env: { TERM: 'xterm-256color', NO_COLOR: '1' }, colour: false },
  { env: { TERM: 'dumb', FORCE_COLOR: '1' }, colour: true },
  { env: { TERM: 'xterm-256color', FORCE_COLOR: '0' }, colour: false },
])('a terminal with $env: $colour', ({ env, colour }) => {
  expect(wantsColour([terminal, terminal], env)).toBe(colour);
});

test('what goes into a file, or through a pipe, has none, whatever is asked for', () => {
  const env = { TERM: 'xterm-256color', FORCE_COLOR: '3' };
  expect(wantsColour([terminal, file], env)).toBe(false);
  expect(wantsColour([file, terminal], env)).toBe(false);
  expect(wantsColour([file, file])).toBe(false);
});

test('nor has what the command itself writes there', { timeout: 120_000 }, () => {
  const args = ['--import', 'tsx', 'src/cli/mapper.ts', 'explain', 'customer.created'];
  const { status, stdout } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '3' },
  });
  expect(status).toBe(0);
  expect(stdout).toContain('identify');
  expect(stdout).not.toContain('\u001b');
});
