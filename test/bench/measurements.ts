import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { backfill } from './backfill.ts';
import { backfillApi } from './backfill-api.ts';
import { coldStart } from './cold-start.ts';
import { expressions } from './expressions.ts';
import { growth } from './growth.ts';
import { calledHandler, handler } from './handler.ts';
import { loading } from './loading.ts';
import { machine } from './machine.ts';
import { plot } from './plot.ts';
import { root } from './program.ts';
import { holds, type Measurement, type Result } from './result.ts';
import { shown } from './shown.ts';
import { typing } from './typing.ts';

const measurements: readonly Measurement[] = [
  expressions,
  handler,
  coldStart,
  backfill,
  growth,
  loading,
  typing,
  calledHandler,
  backfillApi,
];

const values = asked();
const names = measurements.map(({ name }) => name);
const usual = measurements.filter(({ isLong }) => values.all || !isLong).map(({ name }) => name);
const chosen = values.only ?? usual;
const unknown = chosen.filter((name) => !names.includes(name));
if (unknown.length > 0)
  refuse(`there is no measurement ${unknown.join(', ')}; there are: ${names.join(', ')}`);

const results: Result[] = [];
for (const { name, run } of measurements) {
  if (!chosen.includes(name)) continue;
  const found = await run();
  results.push(...found);
  if (!values.json) process.stdout.write(found.map(shown).join(''));
}
const about = machine();
if (values.json) process.stdout.write(`${JSON.stringify({ about, results }, null, 2)}\n`);
else process.stdout.write(`${about}\n`);
if (values.plot) {
  const write = (name: string, text: string) => writeFileSync(new URL(`test/bench/${name}`, root), text);
  write('results.svg', plot(results, about));
  write(
    'results.md',
    `# Results\n\n${about}\n\n\`\`\`text\n${results.map(shown).join('').trimEnd()}\n\`\`\`\n`,
  );
}
process.exit(results.every(({ targets }) => targets.every(holds)) ? 0 : 1);

function asked() {
  try {
    return parseArgs({
      options: {
        all: { type: 'boolean' },
        json: { type: 'boolean' },
        only: { type: 'string', multiple: true },
        plot: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse(`${why}\nusage: npm run bench -- [--all] [--json] [--only NAME]… [--plot]`);
  }
}

function refuse(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(2);
}
