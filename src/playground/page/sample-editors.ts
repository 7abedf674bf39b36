import type { Issue } from '../../report/issue.ts';
import type { OpenedSample } from '../contract.ts';
import { type Editor, sampleEditor } from './editors.ts';
import { byId } from './elements.ts';
import { markIssues } from './issue-marks.ts';

/** The editors of a sample: that of the delivery, and below it that of what is fetched for it. */
export interface SampleEditors {
  readonly sample: Editor;
  readonly texts: () => { readonly sample: string; readonly fetched: string };
  readonly open: (sample: OpenedSample) => void;
  readonly mark: (issues: readonly Issue[]) => void;
  /** The editor of what an issue's place calls a file, shown; nothing where that is none of theirs. */
  readonly at: (file: string) => Editor | undefined;
}

export function sampleEditors(onChange: () => void): SampleEditors {
  const sample = sampleEditor(byId('sample-editor', HTMLElement), 'Sample delivery, JSON', onChange);
  const fetched = sampleEditor(byId('fetched-editor', HTMLElement), 'What is fetched, JSON', onChange);
  const part = byId('fetched', HTMLDetailsElement);
  return {
    sample,
    texts: () => ({ sample: sample.text(), fetched: fetched.text() }),
    open: ({ text, fetched: beside = '' }) => {
      sample.open(text);
      fetched.open(beside);
      part.open = beside !== '';
    },
    mark: (issues) => {
      markIssues(sample.view, issues, 'sample');
      markIssues(fetched.view, issues, 'fetched');
    },
    at: (file) => {
      if (file !== 'fetched') return file === 'sample' ? sample : undefined;
      part.open = true;
      return fetched;
    },
  };
}
