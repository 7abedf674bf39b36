import { count, formatIssues } from '../../report/format.ts';
import { describeSnapshot, showCase } from './show-case.ts';
import { snapshotPath, type Tested } from './test-mappings.ts';

/**
 * What became of the cases, for a terminal: a line for each, or with `isQuiet` for those only that did not pass. These come
 * last: above hundreds of lines that say nothing, nobody would see them.
 */
export function showTested(
  { project, results, updated, issues }: Tested,
  colour: boolean,
  isQuiet = false,
): string {
  const showing = { colour, textOf: project.textOf };
  const passed = isQuiet ? [] : results.filter((result) => result.passed);
  const lines = [...passed, ...results.filter((result) => !result.passed)].flatMap((result) => [
    showCase(result, showing),
    ...(updated.has(result) && result.actual !== undefined
      ? [`      wrote ${snapshotPath(result)} (${describeSnapshot(result.actual)})`]
      : []),
  ]);
  const trouble = issues.length > 0 ? ['', formatIssues(issues, showing), ''] : [];
  const failed = results.filter((result) => !result.passed && !updated.has(result)).length;
  const parts = [
    `${results.length - failed - updated.size} passed`,
    ...(updated.size > 0 ? [`${updated.size} updated`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  return [...lines, ...trouble, `${count(results.length, 'case')}: ${parts.join(', ')}`].join('\n');
}

/** The same for programs. */
export function testedAsJson({ results, updated, issues }: Tested): string {
  const cases = results.map((result) => {
    const status = updated.has(result) ? 'updated' : result.passed ? 'passed' : 'failed';
    return {
      mapping: result.mapping,
      name: result.name,
      variant: result.variant,
      status,
      differences: result.differences,
      issues: result.issues,
    };
  });
  return JSON.stringify({ cases, issues }, null, 2);
}
