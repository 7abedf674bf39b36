import type { Issue } from '../../report/issue.ts';
import type { OpenedSample } from '../contract.ts';
import { type Editor, sampleEditor } from './editors.ts';
import { byId } from './elements.ts';
import { markIssues } from './issue-marks.ts';
import { samplePath } from './sample-path.ts';
import { sampleSearch } from './sample-search.ts';

/** The editors of a sample: that of the delivery, and below it that of what is fetched for it. */
export interface SampleEditors {
  readonly sample: Editor;
  readonly texts: () => { readonly sample: string; readonly fetched: string };
  readonly open: (sample: OpenedSample) => void;
  readonly mark: (issues: readonly Issue[]) => void;
  /** The editor of what an issue's place calls a file, shown; nothing where that is none of theirs. */
  readonly at: (file: string) => Editor | undefined;
}

/** `onPath` gets what a mapping calls a field of the sample, when a person wants that in the mapping. */
export function sampleEditors(onChange: () => void, onPath: (path: string) => void): SampleEditors {
  const words = {
    label: 'Sample delivery, JSON',
    hint: 'Paste a delivery here, as it came.',
    more: samplePath(onPath),
  };
  const sample = sampleEditor(byId('sample-editor', HTMLElement), words, onChange);
  sampleSearch(sample);
  const beside = { label: 'What is fetched, JSON', hint: '{ "order/an-id": { … } }' };
  const fetched = sampleEditor(byId('fetched-editor', HTMLElement), beside, onChange);
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
