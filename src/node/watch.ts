import { type FSWatcher, watch } from 'node:fs';
import { below } from './case-files.ts';

/** An editor that saves writes, renames and removes; what belongs together comes within this time. */
const quietMs = 100;

/**
 * Yields whenever something below these folders was written, came or went, from now on; what happens at the same time,
 * once. Ends when the signal aborts. Folders that are not there are left out.
 */
export function changesBelow(
  root: URL,
  folders: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<undefined> {
  let wake: () => void = () => {};
  let timer: NodeJS.Timeout | undefined;
  let isStale = false;
  const onChange = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isStale = true;
      wake();
    }, quietMs);
  };
  const watchers = folders.flatMap((folder) => watcherOf(below(root, folder), onChange));
  signal.addEventListener('abort', () => wake(), { once: true });
  async function* changes(): AsyncGenerator<undefined> {
    try {
      while (!signal.aborted) {
        if (isStale) {
          isStale = false;
          yield undefined;
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      clearTimeout(timer);
      for (const one of watchers) one.close();
    }
  }
  return changes();
}

/** Aborts at the first Ctrl-C; the second ends the process, as ever. */
export function untilCtrlC(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  return controller.signal;
}

function watcherOf(folder: URL, onChange: () => void): readonly FSWatcher[] {
  try {
    const watcher = watch(folder, { recursive: true }, onChange);
    // A file that is gone before it can be looked at is a change like any other.
    watcher.on('error', onChange);
    return [watcher];
  } catch {
    return [];
  }
}
