import { button, byId, el } from './elements.ts';

const place = byId('notice', HTMLElement);

/** One line above the panes that a person has to know of, with what they can do. */
export function notice(text: string, actions: readonly (readonly [string, () => void])[] = []): void {
  const buttons = [...actions, ['Close', hideNotice] as const].map(([words, onClick]) =>
    button(words, onClick),
  );
  place.replaceChildren(el('span', {}, text), el('span', { class: 'stretch' }), ...buttons);
  place.hidden = false;
}

export function hideNotice(): void {
  place.hidden = true;
}
