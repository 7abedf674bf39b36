import { parseArgs } from 'node:util';
import { backfill } from './backfill.ts';
import { expressions } from './expressions.ts';
import { loading } from './loading.ts';
import { holds, type Measurement, type Result } from './result.ts';
import { shown } from './shown.ts';
import { typing } from './typing.ts';

const measurements: readonly Measurement[] = [expressions, loading, typing, backfill];

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, only: { type: 'string', multiple: true }, plot: { type: 'boolean' } },
});
const names = measurements.map(({ name }) => name);
const chosen = values.only ?? names;
const unknown = chosen.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`there is no measurement ${unknown.join(', ')}; there are: ${names.join(', ')}\n`);
  process.exit(2);
}

const results: Result[] = [];
for (const { name, run } of measurements) {
  if (!chosen.includes(name)) continue;
  const found = await run();
  results.push(...found);
  if (!values.json) process.stdout.write(found.map(shown).join(''));
}
if (values.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
process.exit(results.every(({ targets }) => targets.every(holds)) ? 0 : 1);
