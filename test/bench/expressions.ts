import { isDeepStrictEqual } from 'node:util';
import { callAtOnce } from '../../src/mapping/call-fields.ts';
import { evaluateFields } from '../../src/mapping/fields.ts';
import { evaluator } from '../../src/mapping/let.ts';
import { finished } from '../../src/mapping/work.ts';
import { benchSources, compiled } from './bench-catalog.ts';
import { byJsonata } from './by-jsonata.ts';
import { identifyByHand, subsetByHand, trackByHand } from './hand-written.ts';
import { interleaved, type Measurements, ratio } from './measure.ts';
import { customerCreated, orderCreated } from './messages.ts';
import { rudderTemplate, segmentMappingKit } from './peers.ts';
import type { Measurement, Result, Target } from './result.ts';

const messages = 64;
/** Short ones, many of which nothing else on the machine interrupts. */
const rounds = { rounds: 75, ms: 5 };

/** Our expressions beside those of others: the same messages, and the same calls made of them. */
export const expressions: Measurement = {
  name: 'expressions',
  run: async () => {
    const [customer, order, subset] = await Promise.all(['customer', 'order', 'subset'].map(fieldsOf));
    if (customer === undefined || order === undefined || subset === undefined) return [];
    const customers = Array.from({ length: messages }, (_, number) => customerCreated(number));
    const orders = Array.from({ length: messages }, (_, number) => orderCreated(number));
    return [
      await compare('expressions: CustomerCreated (3 KB), 27 expressions', customers, full, {
        ours: ours(customer),
        'by hand': identifyByHand as Make,
        'RudderStack json-template-engine': rudderTemplate('identify'),
        jsonata: byJsonata(customer),
      }),
      await compare('expressions: OrderCreated with 10 line items (32 KB), 16 expressions', orders, order10, {
        ours: ours(order),
        'by hand': trackByHand as Make,
        'RudderStack json-template-engine': rudderTemplate('track'),
        jsonata: byJsonata(order),
      }),
      await compare('expressions: what Segment’s mapping-kit can say, too', customers, kit, {
        ours: ours(subset),
        'by hand': subsetByHand as Make,
        'Segment mapping-kit': segmentMappingKit,
        jsonata: byJsonata(subset),
      }),
    ];
  },
};

type Make = (message: unknown) => unknown;
type Fields = Parameters<typeof byJsonata>[0];
type Judge = (found: Measurements<string>) => readonly Target[];

async function fieldsOf(name: string): Promise<Fields | undefined> {
  const { compiled: mappings } = compiled(await benchSources([name]));
  return mappings[0]?.program.calls[0]?.fields;
}

/** What is known of names is kept by their list. */
const noNames: Parameters<typeof evaluator>[1] = [];

/** As a mapping does it for each delivery, with what it looks after in between. */
function ours(fields: Fields): Make {
  return (message) => {
    const evaluate = evaluator(message, noNames);
    return callAtOnce(fields, evaluate) ?? finished(evaluateFields(fields, evaluate, refuse));
  };
}

function refuse(issue: { readonly message: string }): never {
  throw new Error(issue.message);
}

async function compare(
  title: string,
  inputs: readonly unknown[],
  judge: Judge,
  candidates: Readonly<Record<string, Make>>,
): Promise<Result> {
  await checkEqual(inputs, candidates);
  const at = (run: number) => inputs[run % inputs.length];
  const runs = Object.entries(candidates).map(
    ([name, make]) => [name, (run: number) => make(at(run))] as const,
  );
  const found = await interleaved<string>(Object.fromEntries(runs), rounds);
  const base = found['by hand'];
  const rows = Object.entries(found).map(([name, one]) => ({
    name,
    value: one.value,
    unit: 'µs' as const,
    ...(base && { ratio: ratio(one, base) }),
  }));
  return { title, rows, targets: judge(found) };
}

/** Nothing is measured before every candidate has made the same of every message. */
async function checkEqual(
  inputs: readonly unknown[],
  candidates: Readonly<Record<string, Make>>,
): Promise<void> {
  for (const input of inputs) {
    const wanted = plain(await candidates['by hand']?.(input));
    for (const [name, make] of Object.entries(candidates))
      if (!isDeepStrictEqual(plain(await make(input)), wanted)) throw new Error(`${name} makes another call`);
  }
}

function plain(call: unknown): unknown {
  const { type: _, ...rest } = JSON.parse(JSON.stringify(call)) as Record<string, unknown>;
  return rest;
}

const rudder = 'RudderStack json-template-engine';

function between(found: Measurements<string>, first: string, second: string): number {
  const [one, other] = [found[first], found[second]];
  return one === undefined || other === undefined ? Number.NaN : ratio(one, other);
}

const common: Judge = (found) => [
  { name: 'ours, in multiples of hand-written', found: between(found, 'ours', 'by hand'), most: 3.5 },
  { name: 'jsonata, in multiples of ours', found: between(found, 'jsonata', 'ours'), least: 50 },
];
const full: Judge = (found) => [
  ...common(found),
  { name: 'RudderStack, in multiples of ours', found: between(found, rudder, 'ours'), least: 1.3 },
];
const order10: Judge = (found) => [
  ...common(found),
  { name: 'RudderStack, in multiples of ours', found: between(found, rudder, 'ours'), least: 3 },
];
const kit: Judge = (found) => [
  {
    name: 'mapping-kit, in multiples of ours',
    found: between(found, 'Segment mapping-kit', 'ours'),
    least: 1,
  },
];
