import { expect, test } from 'vitest';
import { showTree } from '../../src/cli/explain/show-steps.ts';
import type { Json } from '../../src/mapping/catalog.ts';
import { explainMapping } from '../../src/mapping/explain/explain.ts';
import type { Step } from '../../src/mapping/explain/explanation.ts';
import { spansOf } from '../../src/mapping/explain/spans.ts';
import { nothingWords, reasonWords } from '../../src/mapping/explain/words.ts';
import { compileExpression, type Expression } from '../../src/mapping/expression/expression.ts';
import type { InTurn } from '../../src/mapping/expression/turns.ts';
import { allNodes } from '../../src/mapping/language/ast.ts';

const input = {
  id: 'c1',
  name: 'Ida',
  empty: '',
  zero: 0,
  tags: ['new'],
  none: [],
  home: { city: 'Bonn' },
  addresses: [
    { id: 'a', city: 'Kiel', lines: ['x', 'y'] },
    { id: 'b', city: 'Jena' },
  ],
};

const table: Json = { open: 'Open' };

/** Every form of the language that mappings are written in, with something and with nothing in it. */
const forms = [
  'name',
  'nobody',
  'home.city',
  'home.street',
  'home.city.district',
  'name.first',
  'nobody.first.second',
  'none.city',
  'addresses.city',
  'addresses[0].city',
  'addresses[-1].lines[1]',
  'addresses[7].city',
  'none[0]',
  'addresses[id = "b"].city',
  'addresses[id = "z"].city',
  'addresses[city in $$.tags].id',
  'addresses.{"at": city, "first": lines[0]}',
  'addresses.(city & "!")',
  'addresses.street.$uppercase(city)',
  'addresses.$present(street)',
  'addresses#$i.{"n": $i + 1}',
  'addresses@$a.{"n": $a.city}',
  'addresses^(>city).city',
  'addresses{id: city}',
  '$string(home{$: $}.city)',
  'tags[]',
  'home.`city`',
  '"home".city',
  '(addresses)[1].city',
  '$filter(addresses, function($a) { $a.id = "b" }).city',
  '$map(addresses, function($a) { $a.city })[0]',
  '$map(visits, function($a) { $a.city })',
  'home.street ~> $contains(/a/)',
  '$sort(addresses.city)[0]',
  '$lookup($table, "open")',
  '$lookup($table, name)',
  '$lookup($table, nobody)',
  '$addressById(addresses, "b").city',
  '$addressById(addresses, "z").city',
  '$addressById(addresses, nobody)',
  '$default(nobody, zero)',
  '$default(nobody, nothing)',
  '$default(zero, 1)',
  '$present(empty)',
  '$present(nobody)',
  '$joinPresent([name, nobody])',
  '$joinPresent([nobody, nothing])',
  'nobody ?? name',
  'zero ?? name',
  'zero ?: name',
  'name ?: "x"',
  'nobody ?: nothing',
  'name = "Ida" ? home.city : "elsewhere"',
  'name = "Max" ? home.city : addresses[id = "z"]',
  'name = "Max" ? home.city',
  'zero + 1',
  'nobody + zero',
  '-zero',
  '-5',
  'name & nobody',
  'name = "Ida" and nobody > 1',
  'nobody and $number(name) > 1',
  'name = "Ida" or $number(name) > 1',
  '$not(nobody)',
  '[1..2]',
  '[name, nobody]',
  '{"a": name, "b": nobody, name: 1}',
  '($x := home; $y := $x.city; $uppercase($y))',
  '($x := nobody; $x)',
  '($f := function($a) { $a & "!" }; $f(name))',
  'name ~> $uppercase',
  'nobody ~> $uppercase() ~> $trim()',
  '$replace(name, /d/i, "t")',
  '$name',
  '$known',
  '$unknown',
  '/* a note */ name /* another */',
  '$number(name)',
  'addresses.$number(city)',
  '()',
];

function compile(text: string): Expression {
  const compiled = compileExpression({
    text,
    placeAt: (index) => ({ file: 'f', line: 1, column: index + 1 }),
  });
  if (!compiled.ok) throw new Error(`${text}: ${compiled.issue.message}`);
  return compiled.expression;
}

/** The names that a mapping would give. */
const lets = [
  { name: 'table', made: { value: table } },
  { name: 'known', made: { expression: compile('addresses[id = "z"]') } },
];

async function explained(text: string) {
  const inTurn: InTurn = (work) => work();
  const told = await explainMapping({ when: compile(text), needs: [], lets, calls: [], inTurn }, input, '');
  if (told.when === undefined) throw new Error(`${text} is explained`);
  return { step: told.when, names: told.names };
}

test('each form is told in its steps', async () => {
  const blocks: string[] = [];
  for (const form of forms) {
    const { step, names } = await explained(form);
    const { result } = step;
    const gives =
      result.status === 'value'
        ? JSON.stringify(result.value)
        : `${result.status}, ${nothingWords(step, names).join('; ')}`;
    const tree = showTree(step, { names, paint: (_, words) => words, told: new Set() }, 1);
    const why = result.status === 'value' && step.why !== undefined ? `  (${reasonWords(step.why)})` : '';
    blocks.push([`${form}  →  ${gives}${why}`, ...tree].join('\n'));
  }
  await expect(`${blocks.join('\n\n')}\n`).toMatchFileSnapshot('explain-forms.txt');
});

test.each(forms)('the steps of %s are what the engine gives for their texts', async (form) => {
  const { step } = await explained(form);
  for (const { text, input: data, names, result } of within(step)) {
    const evaluation = await compile(text).evaluate(data, names);
    const given = evaluation.ok ? evaluation.value : 'failed';
    expect([
      text,
      result.status === 'failed' ? 'failed' : result.status === 'value' ? result.value : undefined,
    ]).toEqual([text, given]);
  }
});

test.each(forms)('each part of %s reads the same by itself', (form) => {
  const spans = spansOf(form);
  for (const node of allNodes(compile(form).ast)) {
    const span = spans.of(node);
    // A range stands in brackets only.
    if (
      span === undefined ||
      node.value === '..' ||
      ['filter', 'index', 'sort', 'operator'].includes(node.type)
    )
      continue;
    // A field's name, or a text as one, stands for a way of one step when it stands alone.
    const alone = compile(form.slice(span.start, span.end)).ast;
    const read = node.type === 'name' ? { ...alone, type: 'path' } : alone;
    if (node.type !== 'name') expect([form, bare(read)]).toEqual([form, bare(node)]);
    else expect(['path', 'string']).toContain(alone.type);
  }
});

function within(step: Step): readonly Step[] {
  return [step, ...step.steps.flatMap(within)];
}

const noted = new Set(['position', 'consarray', 'keepSingletonArray', 'thunk', 'ancestor', 'tuple']);

/** A tree without what depends on where it stands. */
function bare(value: unknown): unknown {
  if (value instanceof RegExp) return String(value);
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !noted.has(key));
  return Object.fromEntries(entries.map(([key, part]) => [key, bare(part)]));
}
