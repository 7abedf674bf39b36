import { expect, test } from 'vitest';
import { deliveryOf } from '../../src/cli/cases/run-cases.ts';
import { showExplanation } from '../../src/cli/explain/show-explanation.ts';
import { buildCatalog } from '../../src/mapping/build-catalog.ts';
import { explainMapping } from '../../src/mapping/explain/explain.ts';
import { readProjectFiles } from '../../src/node/project-files.ts';
import { customerCreated } from '../webhook/deliveries.ts';
import { deliver } from '../webhook/harness.ts';

const sources = await readProjectFiles();
const secret = 'Zwetschgenhain';

/** Expressions that fail on a value of the delivery; the engine's own error holds it. */
const failing = [
  '$string($number(customer.lastName))',
  '$string($toMillis(customer.lastName))',
  '$string((customer.version > 0 ? customer.lastName : 0) + 1)',
  '$string(-(customer.version > 0 ? customer.lastName : 0))',
  '$string((customer.version > 0 ? customer.lastName : 0) > 1)',
  '$error(customer.lastName)',
  '$assert(false, customer.lastName)',
  '$lookup({customer.lastName: 1, customer.lastName & "": 2}, "a")',
  '$money($merge([{"type": customer.lastName, "currencyCode": customer.lastName}]))',
  '$sum([customer.version > 0 ? customer.lastName : 0])',
  'customer.lastName ~> customer.lastName',
];

test.each(failing)(
  'the value on which %s fails is told by explain, and neither answered nor logged',
  async (expression) => {
    const text = [
      'description: A customer account was created.',
      'on: CustomerCreated',
      'identify:',
      '  userId: customer.id',
      '  traits:',
      `    odd?: '${expression}'`,
      '',
    ].join('\n');
    const built = buildCatalog({ ...sources, mappings: [{ path: 'mappings/odd.yaml', text }] });
    const delivery = { ...customerCreated, customer: { ...customerCreated.customer, lastName: secret } };

    const seen = await deliver(delivery, { catalog: built });
    expect(seen).toMatchObject({ status: 500, body: { code: 'mapping-failed' } });
    expect(seen.lines.join()).toContain('mappings/odd.yaml');
    expect(`${seen.text}${seen.lines.join()}`).not.toContain(secret);

    const program = built.programs.get('odd');
    const decoded = deliveryOf(delivery);
    if (program === undefined || !decoded.ok)
      throw new Error('the mapping compiles, and the delivery is one');
    const { payload, occurredAt } = decoded.value;
    const explanation = await explainMapping(program, payload, occurredAt);
    const shown = showExplanation(explanation, { paint: (_, words) => words, inFull: true });
    expect(shown).toContain('traits.odd failed: ');
    expect(shown).toContain(`customer.lastName = "${secret}"`);
  },
);
