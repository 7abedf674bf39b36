import type { Caught, News, OpenedFile } from '../contract.ts';
import { ask } from './ask.ts';
import { openDialog } from './dialog.ts';
import { button, el } from './elements.ts';
import { hideNotice, notice } from './notice.ts';
import type { OpenFile, Session } from './session.ts';

/** What the page does about what happens outside of it. */
export interface NewsParts {
  readonly session: () => Session;
  readonly text: () => string;
  readonly isDirty: () => boolean;
  /** The text on disk is to be taken. */
  readonly onDisk: (file: OpenedFile) => void;
  /** The text of the editor is to be kept, though the disk has another with this hash, or none any more. */
  readonly onKeep: (hash: string | undefined) => void;
  readonly onProject: () => Promise<void>;
  readonly onCaught: () => void;
  readonly onShow: (id: number) => void;
}

/** Milliseconds between two looks. */
const pause = 1_000;

export function news(parts: NewsParts) {
  let caught: readonly Caught[] = [];
  let catchUrl = '';
  /** What a person has been told of the disk, while which file was open: it holds until that is saved, taken or left. */
  let told: { readonly file?: OpenFile; readonly hash?: string; readonly words: string } = { words: '' };
  /** Why the last look saw nothing. */
  let lost = '';
  const look = async () => {
    const { file, project } = parts.session();
    const answer = await ask<News>('news', { path: file.path });
    if (!answer.ok) {
      lost = answer.refusal.error;
      return notice(lost);
    }
    hideNotice(lost);
    const now = answer.value;
    catchUrl = now.catchUrl;
    hear(now.caught);
    if (parts.session().file !== file) return;
    if (now.hash !== file.hash) await onChange(now.hash);
    else if (file.hash !== undefined) forget();
    if (now.project !== project.stamp) await parts.onProject();
  };
  const hear = (list: readonly Caught[]) => {
    const fresh = list.filter(({ id }) => id > (caught[0]?.id ?? 0));
    caught = list;
    const [newest] = fresh;
    if (newest === undefined) return;
    parts.onCaught();
    notice(`Caught: ${newest.type}`, [['Show it', () => parts.onShow(newest.id)]]);
  };
  const forget = () => {
    if (told.words !== '') hideNotice(told.words);
    told = { words: '' };
  };
  const onChange = async (hash: string | undefined) => {
    const { file } = parts.session();
    const { path } = file;
    if (hash === undefined) {
      parts.onKeep(undefined);
      told = { words: `${path} is gone from the disk. Saving writes it again.` };
      return notice(told.words);
    }
    if (told.file === file && told.hash === hash) return;
    const answer = await ask<OpenedFile>('file', { path });
    if (!answer.ok || parts.session().file !== file) return;
    const onDisk = answer.value;
    // What is the same here and there, such as what is being saved in this moment, costs nobody anything.
    if (!parts.isDirty() || onDisk.text === parts.text()) {
      forget();
      return parts.onDisk(onDisk);
    }
    told = { file, hash, words: `${path} was changed on disk, and here too.` };
    notice(told.words, [
      ['Take the one on disk', () => parts.onDisk(onDisk)],
      ['Keep mine', () => parts.onKeep(hash)],
    ]);
  };
  const begin = () => {
    const next = async () => {
      if (!document.hidden) await look();
      setTimeout(() => void next(), pause);
    };
    void next();
  };
  const explainCatching = () => {
    const command = `curl -H 'content-type: application/json' --data-binary @delivery.json '${catchUrl}'`;
    const copy = button('Copy the address', () => void navigator.clipboard.writeText(catchUrl), 'primary');
    openDialog(
      'Catch a live delivery',
      [
        el(
          'p',
          {},
          'While the playground runs, a delivery that is posted to this address becomes a sample here. It may come in any wrapper of a queue that the webhook knows. It stays in memory: nothing is sent to Segment and nothing is written.',
        ),
        el('pre', { class: 'code' }, command),
      ],
      [copy],
    );
  };
  /** A person has been told elsewhere that the disk has this. */
  const isTold = (hash: string) => {
    told = { file: parts.session().file, hash, words: '' };
  };
  return { begin, caught: () => caught, explainCatching, isTold };
}
