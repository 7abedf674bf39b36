import { button, byId, el } from './elements.ts';

const dialog = byId('dialog', HTMLDialogElement);

/** Opens the page's one dialog. Escape closes it, and the focus returns to where it was. */
export function openDialog(
  title: string,
  content: readonly Node[],
  actions: readonly HTMLElement[] = [],
): void {
  const close = button('Close', closeDialog, 'quiet');
  dialog.replaceChildren(
    el('h2', { id: 'dialog-title' }, title),
    ...content,
    el('div', { class: 'actions' }, close, ...actions),
  );
  if (!dialog.open) dialog.showModal();
  const first = dialog.querySelector<HTMLElement>('input, .primary');
  first?.focus();
}

export function closeDialog(): void {
  dialog.close();
}

/** A dialog that asks for one name. `onName` says what is wrong with it, or nothing where all is done. */
export function askName(asked: {
  readonly title: string;
  readonly label: string;
  readonly preset: string;
  readonly notes: readonly Node[];
  readonly action: string;
  readonly onName: (name: string, again: boolean) => Promise<string | undefined>;
}): void {
  const input = el('input', {
    id: 'asked-name',
    with: { type: 'text', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'asked-wrong' },
  });
  input.value = asked.preset;
  const wrong = el('p', { id: 'asked-wrong', class: 'wrong', with: { role: 'alert' } });
  let again = false;
  const act = button(asked.action, () => form.requestSubmit(), 'primary');
  const form = el(
    'form',
    {},
    el('label', { with: { for: 'asked-name' } }, asked.label),
    input,
    wrong,
    ...asked.notes,
  );
  const submit = async () => {
    const trouble = await asked.onName(input.value.trim(), again);
    if (trouble === undefined) return closeDialog();
    wrong.textContent = trouble;
    // What is there already may be replaced by asking once more.
    again = trouble.includes('there already');
    act.textContent = again ? 'Replace it' : asked.action;
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  input.addEventListener('input', () => {
    again = false;
    act.textContent = asked.action;
    wrong.textContent = '';
  });
  openDialog(asked.title, [form], [act]);
  input.select();
}

const keys: readonly (readonly [string, string])[] = [
  ['Ctrl S', 'Save the mapping (⌘ S on a Mac)'],
  ['Alt S', 'Save the sample as a test case'],
  ['F2', 'What the word at the cursor of the mapping means'],
  ['F6', 'Next pane; with Shift the one before'],
  ['Alt 1, 2, 3', 'The tabs of the result'],
  ['Ctrl Space', 'What may be written here'],
  ['Enter, Tab', 'Accept the chosen option'],
  ['F8', 'Next issue; Ctrl Shift M lists them'],
  ['Ctrl F', 'Find in the sample; Enter is the next place, Shift Enter the one before'],
  ['Ctrl Z, Ctrl Y', 'Undo, redo'],
  ['Esc', 'Close a list or a dialog'],
  ['Tab', 'Next control: the editors do not keep it'],
  ['F1', 'This list'],
];

export function showKeys(): void {
  const rows = keys.map(([key, text]) =>
    el('tr', {}, el('th', { with: { scope: 'row' } }, el('kbd', {}, key)), el('td', {}, text)),
  );
  openDialog('Keys', [el('table', { class: 'keys' }, el('tbody', {}, ...rows))]);
}
