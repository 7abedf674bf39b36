import { EditorView } from './codemirror.ts';
import { byId } from './elements.ts';

/** Finds a text in the sample, also where that is not on the screen: a browser finds only what is drawn. */
export function sampleSearch({ view }: { readonly view: EditorView }): void {
  const input = byId('find', HTMLInputElement);
  const count = byId('found', HTMLOutputElement);
  const go = (step: number, begin: number) => {
    const found = placesOf(input.value, view.state.doc.toString());
    const after = found.findIndex(({ from }) => from >= begin);
    const next = step > 0 ? after : (after === -1 ? found.length : after) - 1;
    const at = (next + found.length) % found.length;
    const place = found[after === -1 && step > 0 ? 0 : at];
    count.textContent =
      input.value === '' ? '' : place === undefined ? 'none' : `${found.indexOf(place) + 1}/${found.length}`;
    if (place === undefined) return;
    const effects = EditorView.scrollIntoView(place.from, { y: 'center' });
    view.dispatch({ selection: { anchor: place.from, head: place.to }, effects });
  };
  input.addEventListener('input', () => go(1, view.state.selection.main.from));
  input.addEventListener('keydown', (event) => {
    const { from, to } = view.state.selection.main;
    if (event.key === 'Enter') go(event.shiftKey ? -1 : 1, event.shiftKey ? from : to);
    if (event.key === 'Escape') view.focus();
  });
  view.dom.addEventListener('keydown', (event) => {
    if (event.code !== 'KeyF' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

function placesOf(wanted: string, text: string): readonly { readonly from: number; readonly to: number }[] {
  if (wanted === '') return [];
  const pattern = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'gi');
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
    from: index,
    to: index + found.length,
  }));
}
