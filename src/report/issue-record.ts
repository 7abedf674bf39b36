import type { Issue, IssueCode } from './issue.ts';

/** When trouble of a code is met: as the files are read, as a delivery is mapped, as test cases are looked at. */
export type IssueStage = 'files' | 'delivery' | 'cases';

/** What a reader is told of a code, whichever of its issues it is. In Markdown, each a sentence or two. */
export interface IssueRecord {
  readonly code: IssueCode;
  readonly met: readonly IssueStage[];
  /** A warning alone stops nothing; `either` where it depends on the case. */
  readonly severity: Issue['severity'] | 'either';
  /** What it means. */
  readonly cause: string;
  /** What to do. */
  readonly mend: string;
}
