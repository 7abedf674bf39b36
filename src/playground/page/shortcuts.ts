/** What the keys of the page do. */
export interface Shortcuts {
  readonly save: () => void;
  readonly saveCase: () => void;
  readonly help: () => void;
  /** Explains the word at the cursor of the mapping. */
  readonly word: () => void;
  /** Counted from 0. */
  readonly tab: (index: number) => void;
  /** What F6 walks through. */
  readonly panes: readonly { readonly element: HTMLElement; readonly focus: () => void }[];
}

/** Listens to the keys of the whole page, also while an editor has the focus. */
export function listenToKeys(shortcuts: Shortcuts): void {
  window.addEventListener(
    'keydown',
    (event) => {
      const act = actionOf(event, shortcuts);
      if (act === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    },
    { capture: true },
  );
}

function actionOf(event: KeyboardEvent, { save, saveCase, help, word, tab, panes }: Shortcuts) {
  const { key, code, altKey, shiftKey } = event;
  const control = event.ctrlKey || event.metaKey;
  if (control && !altKey && !shiftKey && code === 'KeyS') return save;
  if (altKey && !control && code === 'KeyS') return saveCase;
  if (key === 'F1') return help;
  if (key === 'F2') return word;
  if (key === 'F6') return () => nextPane(panes, shiftKey ? -1 : 1);
  const digit = altKey && !control ? /^Digit([1-9])$/.exec(code)?.[1] : undefined;
  return digit === undefined ? undefined : () => tab(Number(digit) - 1);
}

function nextPane(panes: Shortcuts['panes'], step: number): void {
  const at = panes.findIndex(({ element }) => element.contains(document.activeElement));
  const next = at < 0 ? 0 : (at + step + panes.length) % panes.length;
  panes[next]?.focus();
}
