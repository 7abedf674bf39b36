import { buildCatalog } from '../../../mapping/build-catalog.ts';
import type { CatalogSources } from '../../../mapping/catalog.ts';
import { compileExpression } from '../../../mapping/expression/expression.ts';
import { code } from '../../../mapping/in-words/phrase.ts';
import { docsFolder, fenced, type Page, pageOf, table } from '../page.ts';
import { cheatInput, cheatNames } from './input.ts';
import { cheatSections } from './lines.ts';
import { type Mistake, mistakes } from './mistakes.ts';

/** The cheat sheet: each of its lines is run while the page is written, so that none can be wrong. */
export async function cheatPage(sources: CatalogSources): Promise<Page> {
  // One after the other: an evaluation that waits for others would take too long.
  const sections: string[] = [];
  for (const { title, about = '', lines } of cheatSections) {
    const rows: string[][] = [];
    for (const { want, expression } of lines) rows.push([want, code(expression), await resultOf(expression)]);
    sections.push(`## ${title}`, about, table(['you want', 'you write', 'it gives'], rows));
  }
  const wrong: (readonly string[])[] = [];
  const told = toldOf(
    mistakes.map((mistake) => mistake.wrong),
    sources,
  );
  for (const [at, mistake] of mistakes.entries()) wrong.push(await mistakeRow(mistake, told[at]));
  return pageOf(`${docsFolder}cheat-sheet.md`, [
    '# Cheat sheet of JSONata',
    'For mappings. Each line was run on the data at the end of this page. [All mappings](README.md) · [How to write a mapping](../README.md)',
    ...sections,
    '## Common mistakes',
    'The words are those of `npm run mapper -- check`; where it finds nothing, what comes out.',
    table(['written', 'what happens', 'why', 'right', 'it gives'], wrong),
    '## The data',
    fenced('json', JSON.stringify(cheatInput, null, 2)),
  ]);
}

/** What an expression gives, in the engine of the mappings; the words of its trouble where it fails. */
export async function resultOf(expression: string): Promise<string> {
  const placeAt = () => ({ file: '', line: 1, column: 1 });
  const compiled = compileExpression({ text: expression, placeAt });
  if (!compiled.ok) return `error: ${compiled.issue.message}`;
  const result = await compiled.expression.evaluate(cheatInput, cheatNames);
  if (!result.ok) return `error: ${result.issue.message}`;
  return result.value === undefined ? '*nothing*' : code(JSON.stringify(result.value));
}

async function mistakeRow(mistake: Mistake, told: string | undefined): Promise<readonly string[]> {
  const { wrong, why, right } = mistake;
  return [code(wrong), told ?? `it gives ${await resultOf(wrong)}`, why, code(right), await resultOf(right)];
}

/** What is said of each expression as a trait, with its code; nothing where it is let through. */
export function toldOf(
  expressions: readonly string[],
  sources: CatalogSources,
): readonly (string | undefined)[] {
  const mappings = expressions.map((expression, at) => ({
    path: `mappings/own-${at}.yaml`,
    text: `description: Of the cheat sheet.\non: CustomerCreated\nidentify:\n  userId: customer.id\n  traits:\n    own?: ${JSON.stringify(expression)}\n`,
  }));
  const { issues } = buildCatalog({ ...sources, mappings });
  return mappings.map(({ path }) => {
    const issue = issues.find(({ place }) => place?.file === path);
    return issue === undefined
      ? undefined
      : `[${code(issue.code)}](issue-codes.md#${issue.code}): ${issue.message}`;
  });
}
