import { expect, test } from 'vitest';
import { cheatInput } from '../../../src/cli/docs/cheat-sheet/input.ts';
import { cheatSections } from '../../../src/cli/docs/cheat-sheet/lines.ts';
import type { Engine } from '../../../src/mapping/expression/engine.ts';
import { compileExpression } from '../../../src/mapping/expression/expression.ts';
import { readable } from '../../../src/mapping/language/readable.ts';
import { readCases } from '../../../src/node/case-files.ts';
import { builtProject } from '../../built-project.ts';
import { inputOf, suiteGroups } from '../jsonata-suite-cases.ts';
import { frozen } from './frozen.ts';
import { randomOf } from './random.ts';
import { randomDocument } from './random-document.ts';
import { spliced } from './spliced-expression.ts';
import { withoutStacks } from './without-stacks.ts';

/** `npm run fuzz` takes as many as it takes of those that are written at random. */
const pairs = Number(process.env['FUZZ_PAIRS'] ?? 6_000);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_127);

withoutStacks();

const placeAt = () => ({ file: 'f', line: 1, column: 1 });
/** What gives another value each time, or takes long because it is asked for much. */
const isUnfit = (text: string) =>
  text.length > 600 || /\$(now|millis|random|shuffle|eval)\b|\d{6,}/.test(text);

const { catalog } = await builtProject();
const ours = catalog.mappings.flatMap(({ names, fields }) =>
  [...names, ...fields].map((one) => one.expression),
);
const cheats = cheatSections.flatMap(({ lines }) => lines.map((one) => one.expression));
const samples = (await readCases(new URL('../../../', import.meta.url))).cases.map(({ delivery }) =>
  readable(JSON.parse(delivery?.text ?? 'null')),
);
const suite = [...suiteGroups.values()].flat();
const groups = [
  { texts: [...new Set(ours)], documents: samples },
  { texts: cheats, documents: [cheatInput] },
  // Where the language's own suite is not there, the others have to do.
  { texts: suite.map(({ expr }) => expr), documents: suite.map(inputOf) },
].filter(({ texts }) => texts.length > 0);
const allTexts = groups.flatMap(({ texts }) => texts);

/**
 * Expressions that people wrote, put into each other: forms that nobody thought of when random ones were written. The same
 * value as jsonata's, or an issue of its own.
 */
test(
  `expressions made of others come to what jsonata comes to: ${pairs} pairs, seed ${seed}`,
  async () => {
    const random = randomOf(seed);
    const unlike: object[] = [];
    const counted = { compiled: 0, uncompiled: 0, values: 0 };
    for (let done = 0; done < pairs && unlike.length < 20; ) {
      const { texts, documents } = random.pick(groups);
      const text = spliced(random, random.chance(0.7) ? texts : allTexts);
      if (isUnfit(text)) continue;
      const read = compileExpression({ text, placeAt });
      if (!read.ok) continue;
      counted[read.expression.uncompiled() === undefined ? 'compiled' : 'uncompiled']++;
      for (const one of [random.pick(documents), random.pick(documents), randomDocument(random, 3)]) {
        const document = frozen(one);
        const engine: Engine = {
          name: 'shadow',
          onDifference: ({ kind }) => unlike.push({ kind, text, document }),
        };
        const names = frozen({ email: 'wren@example.com', customer: random.pick(samples) });
        const result = await read.expression.evaluate(document, names, engine);
        if (result.ok) counted.values++;
        done++;
      }
    }
    expect(unlike.map((one) => JSON.stringify(one))).toEqual([]);
    // What never happens proves nothing.
    expect(counted.values).toBeGreaterThan(pairs / 4);
    expect(counted.compiled).toBeGreaterThan(counted.uncompiled * 4);
  },
  60_000 + pairs * 10,
);
