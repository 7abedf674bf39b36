import { button, byId, el } from './elements.ts';

const place = byId('notice', HTMLElement);

/** What is shown; nothing where nothing is. */
let shown: string | undefined;

/** One line above the panes that a person has to know of, with what they can do; each thing that they do takes it away. */
export function notice(text: string, actions: readonly (readonly [string, () => void])[] = []): void {
  // What is there already is not read out again.
  if (shown === text && actions.length === 0) return;
  const buttons = [...actions, ['Close', () => undefined] as const].map(([words, onClick]) =>
    button(words, () => {
      hideNotice();
      onClick();
    }),
  );
  place.replaceChildren(el('span', {}, text), el('span', { class: 'stretch' }), ...buttons);
  place.hidden = false;
  shown = text;
}

/** Takes away what is shown; where a text is given, only that one. */
export function hideNotice(text = shown): void {
  if (text !== shown) return;
  place.hidden = true;
  shown = undefined;
}
