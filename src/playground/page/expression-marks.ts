import {
  Decoration,
  type DecorationSet,
  type EditorView,
  type Extension,
  MatchDecorator,
  syntaxTree,
  ViewPlugin,
  type ViewUpdate,
} from './codemirror.ts';

const marks = {
  function: Decoration.mark({ class: 'cm-expression-function' }),
  name: Decoration.mark({ class: 'cm-expression-name' }),
  text: Decoration.mark({ class: 'cm-expression-text' }),
  word: Decoration.mark({ class: 'cm-expression-word' }),
};

/** Colours what is JSONata within the values: `$function(`, `$name`, `"text"`, words and numbers. */
const matcher = new MatchDecorator({
  regexp: /\$\w+(?=\()|\$\$?\w*|"(?:[^"\\]|\\.)*"|\b(?:and|or|in|true|false|null)\b|\b\d+(?:\.\d+)?\b/g,
  decorate: (add, from, to, [found], view) => {
    if (isPlain(view, from)) return;
    add(from, to, marks[kindOf(found, view.state.sliceDoc(to, to + 1))]);
  },
});

function kindOf(found: string, next: string): keyof typeof marks {
  if (found.startsWith('"')) return 'text';
  if (!found.startsWith('$')) return 'word';
  return next === '(' ? 'function' : 'name';
}

/** Comments, keys, and the values that are plain text. */
function isPlain(view: EditorView, at: number): boolean {
  const node = syntaxTree(view.state).resolveInner(at, 1);
  if (node.name === 'Comment' || node.name === 'Key' || node.parent?.name === 'Key') return true;
  return (
    /^\s*(?:- )?(?:description|event|on|from):/.test(view.state.doc.lineAt(at).text) || isReason(view, node)
  );
}

/** What is said in the log where a value is missing. */
function isReason(view: EditorView, node: ReturnType<typeof syntaxTree>['topNode']): boolean {
  for (let at = node.parent; at !== null; at = at.parent)
    if (at.name === 'Pair' && view.state.sliceDoc(at.from, at.from + 6) === 'needs:') return true;
  return false;
}

export const expressionMarks: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = matcher.createDeco(view);
    }

    update(update: ViewUpdate): void {
      this.decorations = matcher.updateDeco(update, this.decorations);
    }
  },
  { decorations: ({ decorations }) => decorations },
);
