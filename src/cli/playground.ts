import type { SourceFile } from '../mapping/catalog.ts';
import type { Shape } from '../mapping/types/shape.ts';
import { itemShape } from '../mapping/types/shape.ts';
import { type Descriptions, readSdkDescriptions } from '../node/sdk-descriptions.ts';
import type { Tools } from '../playground/tools.ts';
import { differences } from './cases/difference.ts';
import { mapSample, snapshotOf } from './cases/run-cases.ts';
import { describeSnapshot } from './cases/show-case.ts';
import { snapshotPath, testMappings } from './cases/test-mappings.ts';
import { type Command, rootOption, UsageError } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { explainForPage } from './explain/explain-for-page.ts';
import { readPort } from './port.ts';
import { type ProjectFiles, readProjectAt, rootOf } from './project.ts';
import { scrubForPage } from './scrub-for-page.ts';
import { kindWords } from './types/field-words.ts';
import { kindOf, valuesOf } from './types/type-fields.ts';
import { declaredAs } from './types.ts';

/** `mapper playground`: the analyst's workbench in a browser. */
export const playground: Command = {
  name: 'playground',
  summary: 'opens a page on this machine: edit a mapping and see at once what it makes of a sample',
  details: [
    'Prints the address of the page, for this machine only and with a key that changes each time. The page shows',
    'a mapping, a sample delivery and the calls, marks mistakes at their place, and compares all samples. It writes',
    'files of mappings/ and test/mappings/ when it is told to save, and sends nothing to Segment.',
  ],
  usage: '',
  options: [{ name: 'port', value: 'PORT', text: 'of the page; without it a free one' }, rootOption],
  exits: { fine: 'it was ended' },
  examples: [{ line: 'npm run mapper -- playground', stays: true }],
  run: async (input, io) => {
    if (input.names.length > 0)
      throw new UsageError('playground: takes no names; choose the mapping in the page');
    const port = readPort('playground', input.valueOf('port')) ?? 0;
    const root = rootOf(input);
    // Loaded only here: no other command needs a page.
    const { playground: open } = await import('../playground/playground.ts');
    const { url, catchUrl } = await open({ root, tools: toolsAt(root), port }).catch((error: unknown) => {
      throw new UsageError(`playground: ${error instanceof Error ? error.message : 'it cannot be opened'}`);
    });
    io.stdout(`The playground is open for you alone, on this machine:\n\n  ${url}\n\n`);
    io.stdout(
      `A delivery that is posted here becomes a sample in the page:\n\n  ${catchUrl}\n\nCtrl-C ends it.\n`,
    );
    return exitCodes.fine;
  },
};

/** What the page has in common with the commands. */
export function toolsAt(root: URL): Tools {
  let descriptions: Promise<Descriptions | undefined> | undefined;
  const describeField = async (type: string, path: readonly string[]): Promise<string | undefined> => {
    descriptions ??= readSdkDescriptions(root);
    const known = await descriptions;
    return known?.ofField(declaredAs(type, known).name, path);
  };
  return {
    mapSample,
    snapshotOf,
    describeSnapshot,
    scrub: scrubForPage,
    staleInVariants: async (mappings) => staleIn(await readProjectAt(root), mappings),
    staleOfCase: async (fresh) =>
      staleIn({ ...(await readProjectAt(root)), cases: [fresh] }, [fresh.mapping]),
    differences,
    explain: explainForPage,
    fieldWords,
    describeField,
  };
}

async function staleIn(read: ProjectFiles, mappings: readonly string[]): Promise<readonly SourceFile[]> {
  if (read.variants.length === 0) return [];
  const { results } = await testMappings(read, mappings, false);
  const stale = results.filter((one) => one.variant !== undefined && !one.passed);
  return stale.flatMap((one) =>
    one.actual === undefined
      ? []
      : [{ path: snapshotPath(one), text: `${JSON.stringify(one.actual, null, 2)}\n` }],
  );
}

function fieldWords(shape: Shape): string {
  const kind = kindOf(shape);
  const items = kind === 'list' ? { items: kindOf(itemShape(shape)) } : {};
  return kindWords({ path: shape.path, kind, ...items, always: true, values: valuesOf(shape) });
}
