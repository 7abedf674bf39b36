import { isClean } from '../report/issue.ts';
import type { ExplainAnswer, ExplainQuestion } from './contract.ts';
import { fetchedFile } from './read-sample.ts';
import { onlyMapping, type Workbench, withEdited } from './workbench.ts';

/** How each field came about with the text of the editor in place of a file. */
export async function explainFields(
  { project, tools }: Workbench,
  { edited, mapping, sample, fetched }: ExplainQuestion,
): Promise<ExplainAnswer> {
  const { sources, build } = await project();
  const built = build(onlyMapping(withEdited(sources, edited), mapping));
  const reason = isClean(built.issues) ? undefined : 'The mapping has errors.';
  return reason === undefined
    ? tools.explain(mapping, { text: sample, fetched: fetchedFile(fetched) }, built)
    : { reason, gates: [], calls: [] };
}
