import {
  acceptCompletion,
  bracketMatching,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  defaultKeymap,
  drawSelection,
  EditorState,
  EditorView,
  type Extension,
  foldGutter,
  foldKeymap,
  highlightActiveLine,
  highlightActiveLineGutter,
  history,
  historyKeymap,
  indentOnInput,
  indentUnit,
  json,
  keymap,
  lineNumbers,
  lintGutter,
  lintKeymap,
  placeholder,
  yaml,
} from './codemirror.ts';
import { editorLook } from './editor-theme.ts';
import { expressionMarks } from './expression-marks.ts';
import { type Asking, named, wordHelp } from './word-help.ts';

/** One of the editors of the page. */
export interface Editor {
  readonly view: EditorView;
  readonly text: () => string;
  /** Puts another text there; what was done to the old one cannot be undone any more. */
  readonly open: (text: string) => void;
  /** Puts another state of the same text there; undo gives back the one before. */
  readonly replace: (text: string) => void;
  /** Writes a text at the cursor, where a person then goes on. */
  readonly insert: (text: string) => void;
  /** Scrolls to where a person writes. */
  readonly showCursor: () => void;
}

const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';

/** The editor of mapping files. `onChange` is told of what a person changes, not of a file that is opened. */
export function mappingEditor(parent: HTMLElement, asking: Asking, onChange: () => void): Editor {
  return editor(parent, onChange, [yaml(), expressionMarks, wordHelp(asking), named('Mapping, YAML')]);
}

/** The editor of the sample, or of what is fetched for it. */
export function sampleEditor(
  parent: HTMLElement,
  { label, hint, more = [] }: { readonly label: string; readonly hint: string; readonly more?: Extension },
  onChange: () => void,
): Editor {
  return editor(parent, onChange, [json(), foldGutter(), placeholder(hint), named(label), more]);
}

function editor(parent: HTMLElement, onChange: () => void, own: Extension): Editor {
  const extensions: Extension = [
    EditorView.cspNonce.of(nonce),
    editorLook,
    lineNumbers(),
    lintGutter(),
    history(),
    EditorView.lineWrapping,
    drawSelection({ cursorBlinkRate: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 1_200 }),
    indentUnit.of('  '),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    // Tab accepts an option; where there is none it moves on, so that nobody is caught in the editor.
    keymap.of([{ key: 'Tab', run: acceptCompletion }]),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...historyKeymap, ...foldKeymap]),
    keymap.of(defaultKeymap),
    own,
    EditorView.updateListener.of(({ docChanged }) => {
      if (docChanged) onChange();
    }),
  ];
  const state = (doc: string) => EditorState.create({ doc, extensions });
  const view = new EditorView({ state: state(''), parent });
  return {
    view,
    text: () => view.state.doc.toString(),
    open: (text) => {
      view.setState(state(text));
      // Where the text before was read is no place of this one.
      view.scrollDOM.scrollTo(0, 0);
    },
    replace: (text) => {
      const { doc } = view.state;
      const insert = view.state.toText(text);
      if (!insert.eq(doc)) view.dispatch({ changes: { from: 0, to: doc.length, insert } });
    },
    insert: (text) => {
      view.dispatch(view.state.replaceSelection(text), { scrollIntoView: true });
      view.focus();
    },
    showCursor: () => {
      const effects = EditorView.scrollIntoView(view.state.selection.main.head, { yMargin: 40 });
      requestAnimationFrame(() => view.dispatch({ effects }));
    },
  };
}
