import { distinctIssues, type Issue } from '../../report/issue.ts';
import { giveIt } from './check-names.ts';

type Found = readonly { readonly file: string; readonly issues: readonly Issue[] }[];

/**
 * The issues of mappings, each once. One that lies in a shared file also says in which mapping it is met: the cause may be
 * there, in what the mapping gives to it. What the shared files say of themselves, no mapping says again.
 */
export function issuesMetIn(all: Found, ofShared: readonly Issue[] = []): readonly Issue[] {
  // With other names around, another may be meant.
  const withoutHint = ({ hint: _, ...issue }: Issue) => JSON.stringify(issue);
  const said = new Set(ofShared.map(withoutHint));
  const found = missedOnce(all).map(({ file, issues }) => ({
    file,
    issues: issues.filter((issue) => !said.has(withoutHint(issue))),
  }));
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

/** So many mappings do not misspell a name alike. */
const manyMappings = 3;

/**
 * A name that many mappings use and nobody gives is told once: it, or its file, is gone from the shared ones. Not one of which
 * more is known, such as which name is meant: that is to be mended at each place.
 */
function missedOnce(found: Found): Found {
  const keyOf = ({ message, hint }: Issue) => (hint === giveIt ? message : undefined);
  const using = new Map<string, Set<string>>();
  for (const { file, issues } of found)
    for (const key of issues.map(keyOf))
      if (key !== undefined) using.set(key, (using.get(key) ?? new Set()).add(file));
  const told = new Set<string>();
  return found.map(({ file, issues }) => ({
    file,
    issues: issues.flatMap((issue): readonly Issue[] => {
      const key = keyOf(issue);
      const mappings = using.get(key ?? '')?.size ?? 0;
      if (key === undefined || mappings < manyMappings || issue.place?.file !== file) return [issue];
      if (told.has(key)) return [];
      told.add(key);
      const hint = `${mappings} mappings use it: has it, or its file, gone from mappings/shared or mappings/tables?`;
      return [{ ...issue, hint }];
    }),
  }));
}
