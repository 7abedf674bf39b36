import { isDeepStrictEqual } from 'node:util';
import jsonata from 'jsonata';
import { beforeAll, describe, expect, test } from 'vitest';
import { fetchedFrom } from '../../src/cli/cases/fetched.ts';
import { showExplanation, showGates } from '../../src/cli/explain/show-explanation.ts';
import { decodeDelivery } from '../../src/commercetools/decode.ts';
import { openEnvelope } from '../../src/commercetools/envelope.ts';
import { lookupFor } from '../../src/commercetools/lookup/lookup.ts';
import type { Json } from '../../src/mapping/catalog.ts';
import { explainMapping } from '../../src/mapping/explain/explain.ts';
import type { Explanation, Step } from '../../src/mapping/explain/explanation.ts';
import { functions } from '../../src/mapping/functions.ts';
import { ownRoot, readCases } from '../../src/node/case-files.ts';
import { builtProject } from '../built-project.ts';

const { programs } = await builtProject();
const { cases } = await readCases(ownRoot);

/** What explain says of each case of the project, one after the other. */
const explained: { readonly name: string; readonly told: Explanation; readonly calls: unknown }[] = [];

beforeAll(async () => {
  for (const { mapping, name, delivery, calls, fetched } of cases) {
    const program = programs.get(mapping);
    const [content] = openEnvelope(JSON.parse(delivery?.text ?? ''), new Headers()).contents;
    if (program === undefined || content?.kind !== 'notification') continue;
    const decoded = decodeDelivery(content.notification);
    if (!decoded.ok) continue;
    const { payload, occurredAt } = decoded.value;
    const source = fetched && fetchedFrom(fetched).source;
    const lookup = source && lookupFor(decoded.value, { source, timeLeft: () => Number.POSITIVE_INFINITY });
    const told = await explainMapping(program, payload, occurredAt, lookup);
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
    ...Object.values(names).flatMap(({ step, fetched }) => [step, fetched?.leading]),
  ];
  return roots.flatMap((root) => (root === undefined ? [] : within(root)));
}

function within(step: Step): readonly Step[] {
  return [step, ...step.steps.flatMap(within)];
}

/** What is wrong with the reason of a step, by JSONata itself; nothing where it holds. */
async function wrongReason(step: Step, told: Explanation): Promise<string | undefined> {
  const { why, input, names, steps, result } = step;
  const of = (text: string) => evaluate(text, input, names);
  const holds = async (): Promise<boolean> => {
    switch (why?.kind) {
      case undefined:
        return true;
      case 'not-there':
        return (await of(why.text)) === undefined;
      case 'no-fields':
        return (
          (await of(why.text)) === undefined && list(await of(why.of)).some((one) => typeof one !== 'object')
        );
      case 'filter': {
        const [all, kept] = [list(await of(why.of)), list(await of(why.of + why.text))];
        return all.length === why.items && kept.length === why.kept;
      }
      case 'empty-list':
        return isDeepStrictEqual(await of(why.of), []);
      case 'each-nothing':
        return steps.filter(({ role }) => role === 'each').every((one) => one.result.status === 'nothing');
      case 'name-nothing':
        return !(why.name in names) && told.names[why.name]?.step?.result.status !== 'value';
      case 'needs-nothing':
        return step.because.length > 0;
      case 'blank':
        return String(list(await of(why.of))[0] ?? '').trim() === '';
      case 'no-such-key':
        return given(steps[0]) !== undefined && given(steps[1]) === why.key;
      case 'none-there':
        return result.status === 'nothing';
      case 'gives-nothing':
        return steps.every((one) => one.result.status === 'value');
      case 'branch': {
        const [condition, branch] = steps;
        const isTrue = await evaluate(`(${condition?.text}) ? true : false`, input, names);
        if (isTrue !== (why.taken === 'then')) return false;
        return same(branch?.result ?? { status: 'nothing' }, result);
      }
      case 'alternative': {
        const before = steps.slice(0, why.taken).map((one) => list(given(one))[0]);
        const taken = steps[why.taken];
        return before.every((one) => !one) && taken !== undefined && same(taken.result, result);
      }
    }
  };
  return (await holds()) ? undefined : why?.kind;
}

function given(step: Step | undefined): unknown {
  return step?.result.status === 'value' ? step.result.value : undefined;
}

function list(value: unknown): readonly unknown[] {
  return value === undefined ? [] : [value].flat();
}

function same(one: Step['result'], other: Step['result']): boolean {
  const plain = (result: Step['result']) => (result.status === 'value' ? list(result.value) : result.status);
  return isDeepStrictEqual(plain(one), plain(other));
}

/** A failure that came from a named value is told there. */
function isInherited({ result, text }: Step, { names }: Explanation): boolean {
  return Object.values(names).some(
    ({ name, step }) =>
      text.includes(`$${name}`) &&
      result.status === 'failed' &&
      step?.result.status === 'failed' &&
      step.result.issue === result.issue,
  );
}

describe('what is said of every field of every case', () => {
  test('is said of nearly all of them: the others are no deliveries, or refused before', () => {
    expect(explained.length).toBeGreaterThan(cases.length * 0.9);
  });

  test('each step is what JSONata gives for its text, with its input and its names', async () => {
    const wrong: unknown[] = [];
    for (const { name, told: explanation } of explained) {
      const known = new Map<string, Promise<unknown>>();
      const values = new Map<unknown, number>();
      const idOf = (value: unknown) => {
        values.set(value, values.get(value) ?? values.size);
        return values.get(value);
      };
      for (const step of allSteps(explanation)) {
        const { text, input, names, result } = step;
        if (isInherited(step, explanation)) continue;
        const key = [
          text,
          idOf(input),
          ...Object.entries(names).flatMap(([one, value]) => [one, idOf(value)]),
        ].join('\n');
        const really = known.get(key) ?? evaluate(text, input, names).catch(() => 'failed');
        known.set(key, really);
        const told = result.status === 'failed' ? 'failed' : given(step);
        if (!isDeepStrictEqual(told, await really)) wrong.push({ name, text, told, really: await really });
      }
    }
    expect(wrong).toEqual([]);
  });

  test('each reason holds', async () => {
    const wrong: unknown[] = [];
    for (const { name, told } of explained)
      for (const step of allSteps(told)) {
        const reason = await wrongReason(step, told);
        if (reason !== undefined) wrong.push({ name, text: step.text, reason });
      }
    expect(wrong).toEqual([]);
  });

  test('nothing is left without a reason', () => {
    const silent = explained.flatMap(({ told }) =>
      allSteps(told).filter(
        ({ result, why, because }) => result.status === 'nothing' && !why && because.length === 0,
      ),
    );
    expect(silent).toEqual([]);
  });

  test('the value of each field is the one in the snapshot, and no field of a snapshot is left out', () => {
    const wrong: unknown[] = [];
    const mapped = explained.filter(({ calls }) => Array.isArray(calls));
    for (const { name, told, calls } of mapped)
      for (const [index, call] of (calls as Json[]).entries()) {
        const fields = told.calls[index]?.fields ?? [];
        for (const { path, value } of fields)
          if (!isDeepStrictEqual(at(call, path), value)) wrong.push({ name, path, value });
        for (const path of leaves(call)) {
          const isTold = fields.some(
            (field) => field.value !== undefined && field.path.every((step, at) => String(step) === path[at]),
          );
          if (!isTold && path.join() !== 'type') wrong.push({ name, path });
        }
      }
    expect(mapped.length).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
  });

  test('and it is what the expression gave', () => {
    const fields = explained.flatMap(({ told }) => told.calls.flatMap((call) => call.fields));
    const wrong = fields.filter(({ step, value, listOfOne }) => {
      const kept = listOfOne ? [given(step)] : given(step);
      return step !== undefined && !isDeepStrictEqual(kept, value);
    });
    expect(wrong).toEqual([]);
  });
});

test('all of it has words', () => {
  const words = explained.flatMap(({ told }) =>
    [true, false].map((inFull) => {
      const manner = { paint: (_: unknown, text: string) => text, inFull };
      return [...showGates(told, manner), showExplanation(told, manner)].join('\n');
    }),
  );
  expect(words.filter((text) => /undefined|\[object|NaN|: nothing, *$/m.test(text))).toEqual([]);
  expect(words.join('\n')).not.toMatch(/[\u007f-\u009f]/);
});

function at(value: Json | undefined, [step, ...rest]: readonly (string | number)[]): Json | undefined {
  if (step === undefined || typeof value !== 'object' || value === null) return value;
  return at(Object.hasOwn(value, step) ? (value as { [key: string]: Json })[step] : undefined, rest);
}

function leaves(value: Json, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, part]) => leaves(part as Json, [...path, key]));
}
