import { byId, el } from './elements.ts';

/** One of the results that a tab shows. */
export interface Tab {
  readonly id: string;
  readonly text: string;
}

/** A list of tabs as https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ describes it: one stop, arrows move. */
export function tabs(list: readonly Tab[], onChoose: (id: string) => void): (id: string) => void {
  const panel = byId('tab-panel', HTMLElement);
  // Read with the arrows by whoever has no mouse.
  panel.tabIndex = 0;
  const buttons = list.map(({ id, text }) =>
    el('button', { id: `tab-${id}`, with: { type: 'button', role: 'tab', 'aria-controls': panel.id } }, text),
  );
  const choose = (id: string) => {
    for (const one of buttons) {
      const isChosen = one.id === `tab-${id}`;
      one.setAttribute('aria-selected', String(isChosen));
      one.tabIndex = isChosen ? 0 : -1;
    }
    panel.setAttribute('aria-labelledby', `tab-${id}`);
    onChoose(id);
  };
  for (const [index, one] of buttons.entries()) {
    one.addEventListener('click', () => choose(list[index]?.id ?? ''));
    one.addEventListener('keydown', ({ key }) => {
      const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
      if (step === 0) return;
      const next = (index + step + buttons.length) % buttons.length;
      buttons[next]?.focus();
      choose(list[next]?.id ?? '');
    });
  }
  byId('tabs', HTMLElement).replaceChildren(...buttons);
  return choose;
}
