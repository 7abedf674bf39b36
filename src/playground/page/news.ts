import type { Caught, News } from '../contract.ts';
import { ask } from './ask.ts';
import { openDialog } from './dialog.ts';
import { button, el } from './elements.ts';
import { hideNotice, notice } from './notice.ts';
import type { Session } from './session.ts';

/** What the page does about what happens outside of it. */
export interface NewsParts {
  readonly session: () => Session;
  readonly isDirty: () => boolean;
  /** The text on disk is to be taken. */
  readonly onDisk: () => void;
  /** The text of the editor is to be kept, though the disk has another with this hash. */
  readonly onKeep: (hash: string) => void;
  readonly onProject: () => Promise<void>;
  readonly onCaught: () => void;
  readonly onShow: (id: number) => void;
}

/** Milliseconds between two looks. */
const pause = 1_000;

export function news(parts: NewsParts) {
  let caught: readonly Caught[] = [];
  let catchUrl = '';
  /** The state of the disk that a person has been told of. */
  let told = '';
  const look = async () => {
    const { file, project } = parts.session();
    const answer = await ask<News>('news', { path: file.path });
    if (!answer.ok) return answer.status === 0 ? notice(answer.refusal.error) : undefined;
    const now = answer.value;
    catchUrl = now.catchUrl;
    hear(now.caught);
    if (parts.session().file !== file) return;
    if (file.hash !== undefined && now.hash !== file.hash) onChange(now.hash);
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
  const onChange = (hash: string | undefined) => {
    const { path } = parts.session().file;
    if (hash !== undefined && !parts.isDirty()) return parts.onDisk();
    if (told === `${path} ${hash}`) return;
    told = `${path} ${hash}`;
    if (hash === undefined) return notice(`${path} is gone from the disk. Saving writes it again.`);
    const keep = () => {
      parts.onKeep(hash);
      hideNotice();
    };
    const take = () => {
      parts.onDisk();
      hideNotice();
    };
    notice(`${path} was changed on disk, and here too.`, [
      ['Take the one on disk', take],
      ['Keep mine', keep],
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
  return { begin, caught: () => caught, explainCatching };
}
