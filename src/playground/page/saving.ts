import type { OpenedFile, SaveCaseQuestion, SavedCase, SaveQuestion } from '../contract.ts';
import { ask } from './ask.ts';
import { askName, closeDialog, openDialog } from './dialog.ts';
import { button, el } from './elements.ts';
import type { Chosen } from './menus.ts';
import { hideNotice, notice } from './notice.ts';
import { newText, type OpenFile, type Session, typesOf } from './session.ts';

/** What saving needs of the page, and tells it. */
export interface SavingParts {
  readonly session: () => Session;
  readonly text: () => string;
  /** The delivery, and what is fetched for it. */
  readonly sample: () => { readonly sample: string; readonly fetched: string };
  readonly isDirty: () => boolean;
  readonly onSaved: (file: OpenFile) => Promise<void>;
  readonly onCase: (chosen: Chosen) => Promise<void>;
  /** A person has been told that the disk has another text of the file. */
  readonly onTold: (hash: string) => void;
  /** A text is to be put into the editor as that of a file. */
  readonly onOpen: (file: { readonly path: string; readonly text: string; readonly hash?: string }) => void;
}

export function saving(parts: SavingParts) {
  let last = Promise.resolve(true);
  // One after the other: each goes by what the one before has left on disk, and writes only what that one has not.
  const file = (): Promise<boolean> => {
    last = last.then(() => !parts.isDirty() || saveFile(parts, false));
    return last;
  };
  return {
    file,
    testCase: () => askCase(parts, file),
    newFile: () => askFile(parts, file),
    /** Whether the file may be left: asks what is to become of changes. */
    mayLeave: () => askLeaving(parts, file),
  };
}

/** Says whether the file is saved. */
async function saveFile(parts: SavingParts, overwrite: boolean): Promise<boolean> {
  const { path, hash } = parts.session().file;
  const text = parts.text();
  const question: SaveQuestion = {
    edited: { path, text },
    ...(hash === undefined ? {} : { opened: hash }),
    ...(overwrite ? { overwrite } : {}),
  };
  const answer = await ask<OpenedFile>('save', question);
  if (answer.ok) {
    hideNotice();
    await parts.onSaved({ path, saved: text, hash: answer.value.hash });
    return true;
  }
  const { error, onDisk } = answer.refusal;
  const over = () => void saveFile(parts, true);
  const take = () => {
    if (onDisk !== undefined) parts.onOpen(onDisk);
  };
  if (onDisk !== undefined) parts.onTold(onDisk.hash);
  const choices = [
    ['Overwrite it', over],
    ...(onDisk === undefined ? [] : [['Take the one on disk', take] as const]),
  ] as const;
  notice(error, answer.status === 409 ? choices : []);
  return false;
}

/** The choice that there is stands below the dialog. */
const notSaved = 'could not be saved: close this, and see above the panes why.';

function askCase(parts: SavingParts, save: () => Promise<boolean>): void {
  const { mapping, chosen } = parts.session();
  // What stands in the repository has been read by a person before.
  const scrub = el('input', { id: 'scrub', with: { type: 'checkbox' } });
  scrub.checked = chosen.kind !== 'case';
  const note = (text: string, kind = 'faint') => el('p', { class: kind }, text);
  askName({
    title: 'Save the sample as a test case',
    label: `Name of the case, below test/mappings/${mapping}/`,
    preset: chosen.kind === 'case' ? `${chosen.name}-2` : '',
    action: parts.isDirty() ? 'Save mapping and case' : 'Save case',
    notes: [
      note(
        'The delivery is written, what is fetched for it, and the calls that the saved mapping makes of it.',
      ),
      el('label', { class: 'choice' }, scrub, 'Put look-alikes in place of what is personal'),
      note(
        'It will be committed: read it first. Without look-alikes, replace names, addresses and other personal data of real people by hand.',
        'caution',
      ),
    ],
    onName: async (name, again) => {
      if (parts.isDirty() && !(await save())) return `The mapping ${notSaved}`;
      const question: SaveCaseQuestion = {
        mapping,
        name,
        ...parts.sample(),
        ...(scrub.checked ? { scrub: true } : {}),
        ...(again ? { overwrite: true } : {}),
      };
      const answer = await ask<SavedCase>('save-case', question);
      if (!answer.ok) return answer.refusal.error;
      const { written, holds, replaced } = answer.value;
      notice(`Wrote ${written.join(' and ')} (${holds}).${replaced === undefined ? '' : ` ${replaced}.`}`);
      await parts.onCase({ kind: 'case', mapping, name });
      return undefined;
    },
  });
}

function askFile(parts: SavingParts, save: () => Promise<boolean>): void {
  askName({
    title: 'A new file',
    label: 'Name of the mapping, such as customer.counted',
    preset: '',
    action: 'Begin it',
    notes: [
      el(
        'p',
        { class: 'faint' },
        'With shared/ or tables/ before the name it becomes a file of values for all mappings, or a table. It is written when it is saved.',
      ),
    ],
    onName: async (name) => {
      const path = `mappings/${name.replace(/\.yaml$/, '')}.yaml`;
      if (!/^mappings\/(?:shared\/|tables\/)?[A-Za-z0-9][\w-]*(?:\.[\w-]+)*\.yaml$/.test(path))
        return 'A name is made of letters, digits, "-" and ".": no blanks.';
      const { project } = parts.session();
      if (project.files.some((one) => one.path === path)) return `${path} exists; choose it in the list.`;
      if (parts.isDirty() && !(await save())) return `The file that is open ${notSaved}`;
      parts.onOpen({ path, text: newText(path, typesOf(parts.session())) });
      return undefined;
    },
  });
}

function askLeaving(parts: SavingParts, save: () => Promise<boolean>): Promise<boolean> {
  return new Promise((resolve) => {
    let isAnswered = false;
    const leave = (answer: Promise<boolean>) => {
      isAnswered = true;
      void answer.then(resolve);
      closeDialog();
    };
    openDialog(
      'There are changes that are not saved',
      [el('p', {}, `${parts.session().file.path} was changed.`)],
      [
        button('Discard them', () => leave(Promise.resolve(true))),
        button('Save', () => leave(save()), 'primary'),
      ],
    );
    const dialog = document.querySelector('dialog');
    // Whoever closes the dialog in another way stays.
    dialog?.addEventListener('close', () => isAnswered || resolve(false), { once: true });
  });
}
