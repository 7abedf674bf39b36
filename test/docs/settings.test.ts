import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { variableFindings } from '../../src/doctor/variable-findings.ts';
import { readAddress, readEnvironment } from '../../src/node/environment.ts';
import { namesBelow, rowsBelow, shown, textOf, variablesRead } from './pages.ts';

const run = promisify(execFile);

describe('settings', () => {
  const rows = rowsBelow('README.md', 'Settings');
  const told = rows.map(([, name = '', preset = '']) =>
    [name, preset].map((cell) => cell.replaceAll('`', '')),
  );

  it('are those that are read and those of .env.example', () => {
    const listed = [...textOf('.env.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
    const names = [...told.map(([name]) => name), ...namesBelow('README.md', 'Who may post')];
    expect(names).toEqual(listed);
    expect(names.toSorted()).toEqual([...variablesRead()].toSorted());
  });

  it('have the defaults of the table', () => {
    const preset = Object.fromEntries(told.filter(([, value]) => value !== 'none'));
    expect(readEnvironment(preset)).toEqual(readEnvironment({}));
    expect(readAddress(preset)).toEqual(readAddress({}));
    expect(readEnvironment({ SEGMENT_HOST: 'https://events.eu1.segmentapis.com' })).toMatchObject({
      ok: true,
    });
  });

  it('are nothing that doctor finds wrong, where .env.example is copied and the write key filled in', () => {
    const copied = [...textOf('.env.example').matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [
      name,
      value,
    ]);
    const variables = { ...Object.fromEntries(copied), SEGMENT_WRITE_KEY: 'k'.repeat(32) };
    expect(variableFindings(variables).filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
  });

  it('take the secrets that are made as shown', async () => {
    const lines = shown('sh').flatMap((block) => block.lines.filter((line) => line.includes('openssl')));
    expect(lines).toHaveLength(2);
    const made = await Promise.all(lines.map((line) => run('bash', ['-c', line])));
    const [secret = '', signing = ''] = made.map(({ stdout }) => stdout.trim());
    const variables = { WEBHOOK_SECRET: secret, WEBHOOK_SIGNING_SECRET: signing };
    expect(readEnvironment(variables)).toMatchObject({
      value: { authentication: { secrets: [secret], signingKeys: [{ length: 32 }] } },
    });
  });
});
