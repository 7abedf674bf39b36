import { expect, test } from 'vitest';
import type { Engine } from '../../../src/mapping/expression/engine.ts';
import { compileExpression } from '../../../src/mapping/expression/expression.ts';
import { frozen } from './frozen.ts';
import { randomOf } from './random.ts';
import { document, listOf, number, objectOf, text, truth, typedValue } from './typed-document.ts';
import { typedExpression } from './typed-expression.ts';
import { withoutStacks } from './without-stacks.ts';

/** `npm run fuzz` takes a tenth of what it takes of those that are written at random: each takes ten times as long. */
const pairs = Number(process.env['FUZZ_PAIRS'] ?? 40_000) / 10;
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_128);
const documentsPerExpression = 4;

withoutStacks();

const placeAt = () => ({ file: 'f', line: 1, column: 1 });
const record = objectOf({ a: number, b: text, c: listOf(text) });
const wanted = [number, text, truth, record, listOf(number), listOf(text), listOf(record)];

/** Expressions whose parts fit each other come further than others do before they fail or find nothing. */
test(
  `expressions that fit their documents come to what jsonata comes to: ${pairs} pairs, seed ${seed}`,
  async () => {
    const random = randomOf(seed);
    const unlike: object[] = [];
    const counted = { compiled: 0, uncompiled: 0, values: 0 };
    for (let done = 0; done < pairs && unlike.length < 20; ) {
      const writer = { random, context: document, variables: [] };
      const expression = typedExpression(writer, random.pick(wanted), 1 + random.below(5));
      if (expression.length > 1_500) continue;
      const read = compileExpression({ text: expression, placeAt });
      if (!read.ok) continue;
      counted[read.expression.uncompiled() === undefined ? 'compiled' : 'uncompiled']++;
      for (let again = 0; again < documentsPerExpression; again++, done++) {
        const input = frozen(typedValue(random, document));
        const engine: Engine = {
          name: 'shadow',
          onDifference: ({ kind }) => unlike.push({ kind, expression, input }),
        };
        const result = await read.expression.evaluate(input, {}, engine);
        if (result.ok && result.value !== undefined) counted.values++;
      }
    }
    expect(unlike.map((one) => JSON.stringify(one))).toEqual([]);
    // What never happens proves nothing.
    expect(counted.values).toBeGreaterThan(pairs / 2);
    expect(counted.compiled).toBeGreaterThan(counted.uncompiled * 20);
  },
  60_000 + pairs * 20,
);
