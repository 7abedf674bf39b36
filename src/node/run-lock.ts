import { createHash } from 'node:crypto';
import { link, open, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';

/** Who has a lock. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When its process began; another one may have the same pid later. */
  readonly since: number;
}

export interface Lock {
  /** Gives it back, unless it is another's by now. */
  readonly release: () => Promise<void>;
  /** Who has it by now, where somebody has taken it away; where it is nobody's, it is taken again. */
  readonly lostTo: () => Promise<Taken | undefined>;
}

export type Locked = Lock | Taken;

/** Somebody has the lock, unless nobody knows who. */
export interface Taken {
  readonly path: string;
  readonly holder: Holder | undefined;
  /** The host on which this process is. */
  readonly own: string;
}

/**
 * Takes a lock that is a file, so that one process at a time works with what it stands for. What a process of this
 * machine left behind when it died is taken over; of another machine's nobody knows. Rejects, with a code, where the
 * file cannot be written.
 */
export async function runLock(path: string): Promise<Locked> {
  const own = JSON.stringify({
    pid: process.pid,
    host: hostname(),
    since: performance.timeOrigin,
  } satisfies Holder);
  for (;;) {
    if (await made(path, own)) return lockAt(path, own);
    const text = await textOf(path);
    // Given back in this moment.
    if (text === undefined) continue;
    const holder = holderIn(text);
    if (holder === undefined || isAlive(holder)) return { path, holder, own: hostname() };
    const claimed = await takenAway(path, text);
    if (claimed !== undefined) return claimed;
  }
}

/** A person may delete it while its run goes on, and begin another one. */
function lockAt(path: string, own: string): Lock {
  return {
    release: async () => {
      if ((await textOf(path)) === own) await rm(path, { force: true });
    },
    lostTo: async () => {
      for (;;) {
        const text = await textOf(path);
        if (text === own) return undefined;
        if (text !== undefined) return { path, holder: holderIn(text), own: hostname() };
        if (await made(path, own)) return undefined;
      }
    },
  };
}

/** With its text in it from the first moment, since a process may die in the next. */
async function made(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${process.pid}.${crypto.randomUUID()}`;
  try {
    // A full disk leaves an empty file.
    await writeFile(draft, text, { flag: 'wx', mode: 0o600 });
    return await linked(draft, { path, text });
  } finally {
    await rm(draft, { force: true });
  }
}

async function linked(
  draft: string,
  { path, text }: { readonly path: string; readonly text: string },
): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    return codeOf(error) === 'EEXIST' ? false : await madeWithoutLink(path, text);
  }
}

/** Some file systems have no links: FAT, or a bucket that is mounted. */
async function madeWithoutLink(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    const written = file.writeFile(text).finally(() => file.close());
    // A lock without a holder would never be taken over.
    await written.catch((error: unknown) => rm(path, { force: true }).then(() => Promise.reject(error)));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Of several that find the lock of a dead process, one takes it away: who has the lock that is named after it. Of three, another one
 * could take away what the first had made by then, and the third would find nothing in its way. Gives who is at it.
 */
async function takenAway(path: string, dead: string): Promise<Taken | undefined> {
  const claim = await runLock(`${path}.${createHash('sha256').update(dead).digest('hex').slice(0, 12)}`);
  if (!('release' in claim)) return claim;
  try {
    if ((await textOf(path)) === dead) await rm(path, { force: true });
  } finally {
    await claim.release();
  }
  return undefined;
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function holderIn(text: string): Holder | undefined {
  try {
    const { pid, host, since } = JSON.parse(text) as Partial<Record<keyof Holder, unknown>>;
    return typeof pid === 'number' && typeof host === 'string' && typeof since === 'number'
      ? { pid, host, since }
      : undefined;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, host, since }: Holder): boolean {
  if (host !== hostname()) return true;
  // In a container each start may have the pid of the one before.
  if (pid === process.pid) return since === performance.timeOrigin;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
