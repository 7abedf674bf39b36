import { readFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startReceiver } from '../../src/demo/receiver.ts';
import { readEnvironment } from '../../src/node/environment.ts';
import { failureCodes } from '../../src/report/failure.ts';
import { statusOf } from '../../src/webhook/status.ts';
import { webhook } from '../../src/webhook/webhook.ts';
import { blocks, catalogOf, namesBelow, plain, rowsBelow, textOf } from './pages.ts';

describe('the webhook shown', () => {
  const answers = blocks.flatMap(({ lines, language }, index) => {
    const [, name, value, file] =
      (language === 'sh' && /^curl -H '([\w-]+): ([^']+)' --data-binary @(\S+)/.exec(lines[0] ?? '')) || [];
    if (name === undefined || value === undefined || file === undefined) return [];
    return { file, headers: { [name]: value }, answer: blocks[index + 1]?.lines.join('\n') };
  });

  it('answers two samples', () => expect(answers).toHaveLength(2));

  it.each(answers)('$file', async ({ file, headers, answer }) => {
    const receiver = await startReceiver();
    onTestFinished(() => receiver.close());
    const { response, line } = await post(await readFile(file, 'utf8'), headers, receiver.url);
    expect(response.status).toBe(200);
    expect((await response.text()).replace(/ct-[\w-]{43}/g, 'ct-…')).toBe(answer);
    expect(Object.keys(line).filter((key) => !namesBelow('README.md', 'The log').includes(key))).toEqual([]);
  });

  it('logs the fields that the table has, and no others', () => {
    const source =
      textOf('src/webhook/log-line.ts').split('JSON.stringify({').at(-1)?.split('\n  });')[0] ?? '';
    const keys = [...source.matchAll(/^ {4}(\w+)[:,]/gm)].map(([, key]) => key);
    expect(namesBelow('README.md', 'The log').toSorted()).toEqual(keys.toSorted());
  });

  it('has one row for each failure, with its status', () => {
    const rows = rowsBelow('README.md', 'At 3 a.m.');
    const told = rows.map(([, code = '', status = '']) => [code.replaceAll('`', ''), Number(status)]);
    expect(told).toEqual(failureCodes.map((code) => [code, statusOf[code]]));
    expect(rows.flatMap((cells) => cells.slice(1, -1)).filter((cell) => cell === '')).toEqual([]);
  });

  it('names in its answers each status that a failure can have', () => {
    const [other = []] = rowsBelow('README.md', 'Answers').filter(([, what]) => what === 'any other failure');
    const statuses = [...new Set(Object.values(statusOf))].sort();
    expect(other[2]?.match(/\d+/g)?.map(Number)).toEqual(statuses);
  });

  async function post(body: string, headers: Readonly<Record<string, string>>, host: string) {
    const lines: string[] = [];
    const variables = {
      SEGMENT_WRITE_KEY: 'k'.repeat(32),
      SEGMENT_HOST: host,
      WEBHOOK_SECRET: 'YOUR-SECRET',
    };
    const handle = webhook({
      load: async () => catalogOf(plain),
      settings: () => readEnvironment(variables),
      log: (line) => lines.push(line),
    });
    const response = await handle(
      new Request('http://localhost/api/webhook', { method: 'POST', headers, body }),
    );
    return { response, line: JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
  }
});
