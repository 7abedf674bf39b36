import type { CompleteAnswer, CursorQuestion, HoverAnswer, Option } from '../contract.ts';
import { ask } from './ask.ts';
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  EditorView,
  type Extension,
  hoverTooltip,
} from './codemirror.ts';
import { openDialog } from './dialog.ts';
import { el } from './elements.ts';
import { notice } from './notice.ts';

/** Which file and mapping the editor's text belongs to. */
export type Asking = (text: string, offset: number) => CursorQuestion;

/** Completion and explanations of words: the server tells both, by the schemas. */
export function wordHelp(asking: Asking): Extension {
  return [
    autocompletion({
      override: [(context) => options(context, asking)],
      activateOnTypingDelay: 60,
      icons: false,
      optionClass: ({ type }) => `option-${type}`,
    }),
    hoverTooltip((view, at) => explanation(view, at, asking), { hoverTime: 250 }),
  ];
}

async function options(context: CompletionContext, asking: Asking): Promise<CompletionResult | null> {
  const { state, pos, explicit } = context;
  if (!explicit && context.matchBefore(/[\w$.]$|: ?$|[[(] ?$/) === null) return null;
  const answer = await ask<CompleteAnswer>('complete', asking(state.doc.toString(), pos));
  if (!answer.ok || answer.value.options.length === 0 || context.aborted) return null;
  const { from } = answer.value;
  return { from, options: answer.value.options.map(completionOf), validFor: /^\$*\w*\??$/ };
}

const boosts: Readonly<Record<Option['kind'], number>> = {
  key: 5,
  field: 5,
  type: 5,
  event: 5,
  name: 2,
  function: 0,
};

function completionOf({ label, kind, detail, info, apply }: Option, index: number): Completion {
  return {
    label,
    type: kind,
    // In the order of the server: a schema names what matters first.
    boost: (boosts[kind] ?? 0) - index / 1000,
    ...(detail === undefined ? {} : { detail }),
    ...(info === undefined ? {} : { info }),
    ...(apply === undefined ? {} : { apply }),
  };
}

/** The same explanation in a dialog, for whoever has no mouse. */
export async function explainWord({ state }: EditorView, asking: Asking): Promise<void> {
  const answer = await ask<HoverAnswer | null>(
    'hover',
    asking(state.doc.toString(), state.selection.main.head),
  );
  if (!answer.ok) return notice(answer.refusal.error);
  const { title, lines } = answer.value ?? {
    title: 'Nothing is known of this word',
    lines: ['Put the cursor into a key, a field, a name or a function of the mapping, and press F2.'],
  };
  openDialog(
    title,
    lines.map((line) => el('p', { class: 'lines' }, line)),
  );
}

async function explanation(view: EditorView, at: number, asking: Asking) {
  const answer = await ask<HoverAnswer | null>('hover', asking(view.state.doc.toString(), at));
  if (!answer.ok || answer.value === null) return null;
  const { from, to, title, lines } = answer.value;
  return {
    pos: from,
    end: to,
    above: true,
    create: () => ({
      dom: el(
        'div',
        { class: 'tip' },
        el('p', { class: 'tip-title' }, title),
        ...lines.map((line) => el('p', {}, line)),
      ),
    }),
  };
}

/** For a screen reader: what the editor is. */
export function named(name: string): Extension {
  return EditorView.contentAttributes.of({ 'aria-label': name });
}
