import { functions } from '../../mapping/functions.ts';
import { mappingsOn } from '../is-off.ts';
import type { Project } from '../project.ts';
import { cheatPage } from './cheat-sheet/cheat-page.ts';
import { withFunctions } from './functions-section.ts';
import { indexPage } from './index-page.ts';
import { type IssueExample, issuePage } from './issue-page.ts';
import { mappingPage } from './mapping-page.ts';
import type { Page } from './page.ts';

/** The guide, of which one part is written. */
export const guidePath = 'mappings/README.md';

/** All pages of a project, in a fixed order; of `guide`, where there is one, the part about functions is made anew. */
export async function pagesOf(
  project: Project,
  guide: string | undefined,
  examples: readonly IssueExample[],
): Promise<readonly Page[]> {
  const { catalog, sources } = project;
  const on = new Set(mappingsOn(project));
  return [
    indexPage(catalog.mappings, (mapping) => !on.has(mapping)),
    await cheatPage(sources),
    issuePage(examples),
    ...catalog.mappings.map((mapping) => mappingPage(mapping, project)),
    ...(guide === undefined ? [] : [{ path: guidePath, text: withFunctions(guide, functions) }]),
  ];
}
