import { isClean } from '../report/issue.ts';
import type { ExplainAnswer, MapQuestion } from './contract.ts';
import { onlyMapping, type Workbench, withEdited } from './workbench.ts';

/** How each field came about with the text of the editor in place of a file. */
export async function explainFields(
  { project, tools }: Workbench,
  { edited, mapping, sample }: Required<MapQuestion>,
): Promise<ExplainAnswer> {
  const { sources, build } = await project();
  const built = build(onlyMapping(withEdited(sources, edited), mapping));
  const reason = isClean(built.issues) ? undefined : 'The mapping has errors.';
  return reason === undefined ? tools.explain(mapping, sample, built) : { reason, gates: [], calls: [] };
}
