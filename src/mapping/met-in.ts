import { distinctIssues, type Issue } from '../report/issue.ts';

/**
 * The issues of mappings, each once. One that lies in a shared file also says in which mapping it is met: the cause may be
 * there, in what the mapping gives to it.
 */
export function issuesMetIn(
  found: readonly { readonly file: string; readonly issues: readonly Issue[] }[],
): readonly Issue[] {
  const met = new Map<string, string[]>();
  const keyOf = (issue: Issue) => JSON.stringify(issue);
  for (const { file, issues } of found)
    for (const issue of new Map(issues.map((one) => [keyOf(one), one])).values())
      met.set(keyOf(issue), [...(met.get(keyOf(issue)) ?? []), file]);
  return distinctIssues(found.flatMap(({ issues }) => issues)).map((issue) => {
    const [first, ...others] = met.get(keyOf(issue)) ?? [];
    if (first === undefined || issue.place?.file === first) return issue;
    const mappings =
      others.length === 0
        ? `${first}: look at what it gives`
        : `${first} and ${others.length} more: look at what they give`;
    const where = `met in ${mappings} under "let:"`;
    return { ...issue, hint: issue.hint === undefined ? where : `${issue.hint}; ${where}` };
  });
}
