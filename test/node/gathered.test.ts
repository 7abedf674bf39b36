import { spawnSync } from 'node:child_process';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { gathered } from '../../src/node/gathered.ts';

test('lines of one turn are written together, each with its end', async () => {
  const written: string[] = [];
  const log = gathered(() => ({ write: (text: string | Uint8Array) => written.push(String(text)) > 0 }));
  log('a');
  log('b');
  expect(written).toEqual([]);
  await turn();
  log('c');
  await turn();
  expect(written).toEqual(['a\nb\n', 'c\n']);
});

test.each(['process.exit(0)', 'throw new Error("broken")'])(
  'what waits is written when a process ends by %s',
  (end) => {
    const module = JSON.stringify(new URL('../../src/node/gathered.ts', import.meta.url).href);
    const program = `const { gathered } = await import(${module}); gathered(() => process.stdout)('kept'); ${end}`;
    const flags = ['--import', 'tsx', '--input-type=module', '--eval', program];
    expect(spawnSync(process.execPath, flags, { encoding: 'utf8' }).stdout).toBe('kept\n');
  },
);
