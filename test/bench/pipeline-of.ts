import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { standAlone } from '../../src/mapping/stand-alone.ts';
import { deliveryOf, identified, mapDelivery } from '../../src/pipeline.ts';
import type { JsonSchema } from '../../src/schema.ts';
import { benchSources, compiled } from './bench-catalog.ts';
import { byJsonata } from './by-jsonata.ts';
import { identifyByHand } from './hand-written.ts';

/** From a line of a file to a call as it is sent: parse, validate, map, validate, write. */
export type Pipeline = (line: string) => Promise<string>;

const writeKey = 'write-key-of-the-bench';

/** With all that the product does to a delivery. */
export async function ourPipeline(): Promise<Pipeline> {
  const { catalog } = compiled(await benchSources());
  return async (line) => {
    const delivery = deliveryOf(JSON.parse(line));
    if (!delivery.ok) throw new Error(delivery.failure.detail);
    const mapping = mapDelivery(delivery.value, catalog);
    const mapped = mapping instanceof Promise ? await mapping : mapping;
    if (mapped.status !== 'mapped') throw new Error('a record of the measurements was not mapped');
    const calls = identified(mapped.calls, { writeKey, identity: delivery.value.identity });
    return calls.map((call) => JSON.stringify(call)).join();
  };
}

/** As a programmer would write it, with the same schemas. */
export async function pipelineByHand(): Promise<Pipeline> {
  const [input, output] = await validators();
  return async (line) => {
    const message = JSON.parse(line);
    check(input, message);
    const call = { ...identifyByHand(message), messageId: `ct-${message.id}` };
    check(output, call);
    return JSON.stringify(call);
  };
}

/** The same with the expressions of the mapping, evaluated by jsonata. */
export async function pipelineByJsonata(): Promise<Pipeline> {
  const [input, output] = await validators();
  const { compiled: mappings } = compiled(await benchSources());
  const make = byJsonata(mappings[0]?.program.calls[0]?.fields ?? []);
  return async (line) => {
    const message = JSON.parse(line);
    check(input, message);
    const call = { type: 'identify', ...((await make(message)) as object), messageId: `ct-${message.id}` };
    check(output, call);
    return JSON.stringify(call);
  };
}

async function validators(): Promise<readonly [ValidateFunction, ValidateFunction]> {
  const { inputs, definitions, calls } = await benchSources();
  const read = (text = '{}') => JSON.parse(text) as JsonSchema;
  const ajv = new Ajv({ strict: false });
  formats.default(ajv);
  const input = standAlone(read(inputs.get('CustomerCreated')?.text), read(definitions?.text));
  const { properties, ...output } = read(calls.get('identify')?.text);
  const withId = { ...(properties as object), messageId: { type: 'string' } };
  return [ajv.compile(input), ajv.compile({ ...output, properties: withId })];
}

function check(validate: ValidateFunction, value: unknown): void {
  if (!validate(value)) throw new Error('a record of the measurements breaks its schema');
}
