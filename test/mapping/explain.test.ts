import jsonata from 'jsonata';
import { beforeAll, describe, expect, test } from 'vitest';
import { decodeDelivery } from '../../src/commercetools/decode.ts';
import { openEnvelope } from '../../src/commercetools/envelope.ts';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import { explainMapping } from '../../src/mapping/explain/explain.ts';
import type { Explanation, Reason, Step } from '../../src/mapping/explain/explanation.ts';
import { functions } from '../../src/mapping/functions.ts';
import { ownRoot, readCases } from '../../src/node/case-files.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';

const { programs } = buildCatalog(await readProjectFiles());
const { cases } = await readCases(ownRoot);

/** What explain says of each case of the project, one after the other. */
const explained: { readonly name: string; readonly told: Explanation; readonly calls: unknown }[] = [];

beforeAll(async () => {
  for (const { mapping, name, delivery, calls } of cases) {
    const program = programs.get(mapping);
    const [content] = openEnvelope(JSON.parse(delivery?.text ?? ''), new Headers()).contents;
    if (program === undefined || content?.kind !== 'notification') continue;
    const decoded = decodeDelivery(content.notification);
    if (!decoded.ok) continue;
    const { payload, occurredAt } = decoded.value;
    const told = await explainMapping(program, payload, occurredAt);
    explained.push({ name: `${mapping}/${name}`, told, calls: JSON.parse(calls?.text ?? 'null') });
  }
}, 60_000);

const compiled = new Map<string, jsonata.Expression>();

/** JSONata itself with the project's functions, and nothing else of the project. */
async function evaluate(text: string, input: unknown, names: object): Promise<unknown> {
  const program = compiled.get(text) ?? jsonata(text);
  if (!compiled.has(text))
    for (const { name, implementation, signature } of functions)
      program.registerFunction(name, implementation, signature);
  compiled.set(text, program);
  const result: unknown = await program.evaluate(input, { ...names });
  return result === undefined ? undefined : JSON.parse(JSON.stringify(result));
}

function allSteps({ when, needs, calls, names }: Explanation): readonly Step[] {
  const roots = [
    when,
    ...needs.map(({ step }) => step),
    ...calls.flatMap(({ fields }) => fields.map(({ step }) => step)),
    ...Object.values(names).map(({ step }) => step),
  ];
  return roots.flatMap((root) => (root === undefined ? [] : within(root)));
}

function within(step: Step): readonly Step[] {
  return [step, ...step.steps.flatMap(within)];
}

describe('what is said of every field of every case', () => {
  test('there is much to say', () => {
    expect(explained.length).toBeGreaterThan(100);
  });

  test('every step is what the engine gives for its text, with its input and its names', async () => {
    const wrong: unknown[] = [];
    let count = 0;
    for (const { name, told } of explained) {
      const seen = new Map<string, unknown>();
      const inputs = new Map<unknown, number>();
      for (const { text, input, names, result } of allSteps(told)) {
        inputs.set(input, inputs.get(input) ?? inputs.size);
        const key = `${text} ${inputs.get(input)} ${JSON.stringify(names)}`;
        if (!seen.has(key)) {
          count += 1;
          seen.set(key, await evaluate(text, input, names).catch(() => 'failed'));
        }
        const given = result.status === 'value' ? result.value : result.status === 'failed' ? 'failed' : undefined;
        try {
          expect(given).toEqual(seen.get(key));
        } catch {
          wrong.push({ name, text, given, really: seen.get(key) });
        }
      }
    }
    console.log('count', count);
    expect(wrong).toEqual([]);
  });
});
