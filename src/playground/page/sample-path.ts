import { type EditorState, EditorView, type Extension, ensureSyntaxTree, syntaxTree } from './codemirror.ts';
import { byId } from './elements.ts';

/** Says below the sample what a mapping calls the field at the cursor. `onPath` gets it when a person wants it. */
export function samplePath(onPath: (path: string) => void): Extension {
  const button = byId('sample-path', HTMLButtonElement);
  button.addEventListener('click', () => onPath(button.textContent));
  return EditorView.updateListener.of(({ state, docChanged, selectionSet }) => {
    if (!docChanged && !selectionSet) return;
    button.textContent = pathAt(state, state.selection.main.head);
    button.hidden = button.textContent === '';
  });
}

/** Milliseconds that may go into reading a large sample as far as the cursor. */
const patience = 50;

/** An expression walks through lists by itself: their positions are no part of it. */
function pathAt(state: EditorState, at: number): string {
  const tree = ensureSyntaxTree(state, at, patience) ?? syntaxTree(state);
  const names: string[] = [];
  for (let node = tree.resolve(at, 1).name === 'Property' ? tree.resolve(at, 1) : tree.resolve(at, -1); ; ) {
    const key = node.name === 'Property' ? node.firstChild : null;
    if (key !== null) names.unshift(state.sliceDoc(key.from + 1, key.to - 1));
    if (node.parent === null) break;
    node = node.parent;
  }
  return names.map((name) => (/^[A-Za-z_]\w*$/.test(name) ? name : `\`${name}\``)).join('.');
}
