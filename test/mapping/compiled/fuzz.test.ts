import { expect, test } from 'vitest';
import type { Engine } from '../../../src/mapping/expression/engine.ts';
import { compileExpression } from '../../../src/mapping/expression/expression.ts';
import { frozen } from './frozen.ts';
import { type Random, randomOf } from './random.ts';
import { randomDocument } from './random-document.ts';
import { expression } from './random-expression.ts';
import { withoutStacks } from './without-stacks.ts';

/** `npm run fuzz` takes a million. */
const pairs = Number(process.env['FUZZ_PAIRS'] ?? 20_000);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_125);
const documentsPerExpression = 8;

withoutStacks();

const placeAt = () => ({ file: 'f', line: 1, column: 1 });

function namesOf(random: Random): Readonly<Record<string, unknown>> {
  const table = { x: 'one', yy: { a: 1 }, 10: [1, 2], constructor: 'no' };
  return frozen({ table, ...(random.chance(0.8) ? { given: randomDocument(random, 2) } : {}) });
}

/**
 * Random expressions on random documents, compiled and by jsonata: the same value, or an issue of jsonata's own. Documents are
 * frozen, so that whoever writes to them fails.
 */
test(
  `compiled expressions come to what jsonata comes to: ${pairs} pairs, seed ${seed}`,
  async () => {
    const random = randomOf(seed);
    const unlike: object[] = [];
    const counted = { compiled: 0, uncompiled: 0, values: 0 };
    for (let done = 0; done < pairs && unlike.length < 20; ) {
      const text = expression({ random, names: [] }, 1 + random.below(3));
      const read = compileExpression({ text, placeAt });
      if (!read.ok) continue;
      const names = namesOf(random);
      counted[read.expression.uncompiled() === undefined ? 'compiled' : 'uncompiled']++;
      for (let again = 0; again < documentsPerExpression; again++, done++) {
        const document = frozen(randomDocument(random, 3));
        const engine: Engine = {
          name: 'shadow',
          onDifference: ({ kind }) => unlike.push({ kind, text, document, names }),
        };
        const result = await read.expression.evaluate(document, names, engine);
        if (result.ok) counted.values++;
      }
    }
    expect(unlike.map((one) => JSON.stringify(one))).toEqual([]);
    // What never happens proves nothing.
    expect(counted.values).toBeGreaterThan(pairs / 4);
    expect(counted.compiled).toBeGreaterThan(counted.uncompiled * 4);
  },
  30_000 + pairs * 10,
);
