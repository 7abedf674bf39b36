import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { startReceiver } from '../../src/demo/receiver.ts';
import { writeKey } from '../webhook/harness.ts';
import { plain, shown } from './pages.ts';

const run = promisify(execFile);

test('the function for Lambda, bundled as shown, takes a batch', async () => {
  const root = await mkdtemp(join(tmpdir(), 'lambda-'));
  const receiver = await startReceiver();
  onTestFinished(async () => {
    await receiver.close();
    await rm(root, { recursive: true });
  });
  for (const name of ['src', 'schemas', 'test', 'node_modules', 'package.json'])
    await symlink(resolve(name), join(root, name));
  await mkdir(join(root, 'mappings'));
  await writeFile(join(root, 'mappings/customer.created.yaml'), plain);
  const [block] = shown('sh lambda');
  // As where what is new is private; Lambda reads the files as another user.
  await run('bash', ['-euc', ['umask 077', ...(block?.lines ?? ['exit 1'])].join('\n')], { cwd: root });
  const { stdout: unreadable } = await run('find', ['lambda', '!', '-perm', '-o=r'], { cwd: root });
  expect(unreadable).toBe('');
  const program = `
    const { readFileSync } = await import('node:fs');
    const { handler } = await import('${join(root, 'lambda/src/queue/lambda.mjs')}');
    const body = readFileSync('test/mappings/customer.created/rich.delivery.json', 'utf8');
    const Records = [body, '{'].map((text, index) => ({ messageId: 'record-' + index, body: text }));
    console.log(JSON.stringify(await handler({ Records }, { getRemainingTimeInMillis: () => 30_000 })));`;
  const env = {
    PATH: process.env['PATH'],
    SEGMENT_WRITE_KEY: writeKey,
    SEGMENT_HOST: receiver.url,
    SEGMENT_HOTS: 'any',
  };
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { env });
  expect(stdout).toContain(
    '"msg":"SEGMENT_HOTS: nobody reads a variable of this name; did you mean SEGMENT_HOST?"',
  );
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('{"batchItemFailures":[{"itemIdentifier":"record-1"}]}');
  expect(receiver.calls()).toHaveLength(1);
});
