import type { Issue } from '../../report/issue.ts';
import type { MapAnswer } from '../contract.ts';
import { byId, el } from './elements.ts';
import { showOutcome, statusOf } from './show-outcome.ts';
import { type Tab, tabs } from './tabs.ts';

/** A tab beside that of the calls: it shows what it has when it is asked to. */
export interface OtherTab extends Tab {
  readonly ask: () => void;
}

export interface ResultPane {
  readonly show: (answer: MapAnswer) => void;
  /** Shows what another tab has, while that is the chosen one. */
  readonly fill: (id: string, nodes: readonly Node[]) => void;
  /** By its place in the list. */
  readonly choose: (index: number) => void;
  /** Before the result of another file: nothing of it is shown any more. */
  readonly forget: () => void;
  readonly focus: () => void;
}

/** The pane with the calls, and whatever else can be said of them. */
export function resultPane(others: readonly OtherTab[], onIssue: (issue: Issue) => void): ResultPane {
  const panel = byId('tab-panel', HTMLElement);
  const status = byId('status', HTMLOutputElement);
  const list: readonly Tab[] = [{ id: 'calls', text: 'Calls' }, ...others];
  let chosen = 'calls';
  let shown: MapAnswer | undefined;
  /** The last result that there was: what one compares with while a text is broken. */
  let whole: MapAnswer | undefined;
  const paint = () => {
    const other = others.find(({ id }) => id === chosen);
    if (other !== undefined) return other.ask();
    if (shown === undefined) return;
    const isBroken =
      shown.outcome.status === 'not-run' && shown.issues.length + shown.sampleIssues.length > 0;
    if (!isBroken || whole === undefined) return panel.replaceChildren(...showOutcome(shown, onIssue));
    const before = el('div', { class: 'stale' }, ...showOutcome({ ...whole, changed: [] }, onIssue));
    panel.replaceChildren(el('p', { class: 'faint' }, 'The last result, before the mistake:'), before);
  };
  const choose = tabs(list, (id) => {
    chosen = id;
    paint();
  });
  choose('calls');
  return {
    show: (answer) => {
      shown = answer;
      if (answer.outcome.status !== 'not-run') whole = answer;
      const { kind, text } = statusOf(answer);
      status.className = `status ${kind}`;
      // What did not change is not read out again.
      if (status.textContent !== text) status.textContent = text;
      paint();
    },
    fill: (id, nodes) => {
      if (id === chosen) panel.replaceChildren(...nodes);
    },
    choose: (index) => {
      const tab = list[index];
      if (tab !== undefined) choose(tab.id);
    },
    forget: () => {
      shown = undefined;
      whole = undefined;
    },
    focus: () => panel.focus(),
  };
}
