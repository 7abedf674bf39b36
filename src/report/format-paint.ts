import { styleText } from 'node:util';

export type Style = 'bold' | 'cyan' | 'dim' | 'green' | 'red' | 'yellow';

/** Gives a text its colour, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/** A painter that paints only where colour is wanted. */
export function painter(colour: boolean): Paint {
  // The stream has been asked already: a second look would undo the decision of whoever calls.
  return colour ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;
}
