/** What a new element gets besides its children. */
export interface Parts {
  readonly class?: string;
  readonly id?: string;
  readonly title?: string;
  /** Attributes by name. */
  readonly with?: Readonly<Record<string, string>>;
  readonly onClick?: () => void;
}

/** Makes an element. Texts are always texts, never markup. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  parts: Parts = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (parts.class !== undefined) element.className = parts.class;
  if (parts.id !== undefined) element.id = parts.id;
  if (parts.title !== undefined) element.title = parts.title;
  for (const [name, value] of Object.entries(parts.with ?? {})) element.setAttribute(name, value);
  if (parts.onClick !== undefined) element.addEventListener('click', parts.onClick);
  element.append(...children);
  return element;
}

/** A button of the page, by what it says. */
export function button(text: string, onClick: () => void, kind = ''): HTMLButtonElement {
  return el('button', { class: kind, onClick, with: { type: 'button' } }, text);
}

/** The element of the document that has this id. Throws where it has another kind, which the document never has. */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`the document has no ${id}`);
}
