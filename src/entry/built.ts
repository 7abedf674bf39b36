import type { BuiltCatalog, Catalog, Mapping } from '../mapping/catalog.ts';
import type { Engine } from '../mapping/expression/engine.ts';
import type { StoredHead, StoredMapping } from '../mapping/stored/stored.ts';
import { readEnvironment } from '../node/environment.ts';
import { servePrivately } from '../node/serve-privately.ts';
import { overFetch } from '../webhook/over-fetch.ts';
import { practise } from '../webhook/practice.ts';
import { type Attempts, attempts } from './attempts.ts';
import { deployedHealth, deployedWebhook, type LoadCatalog } from './deployed.ts';
import { type Serving, servingBy, startServer } from './server.ts';

/** A function of those that platforms call, or a server of both. */
export type Begun = 'webhook' | 'health' | 'server';

/** What has been built. */
export interface Build {
  readonly fingerprint: string;
  readonly head: StoredHead;
  /** Brings the catalog of that head back, with all that maps. */
  readonly bring: (head: StoredHead, engine?: Engine) => BuiltCatalog;
  /** The body of a delivery about somebody who was invented; nothing where the project has none. */
  readonly sample: () => string | undefined;
  /** Each loads a part of what every delivery needs. */
  readonly soon: readonly (() => unknown)[];
  /** The same where Segment is reached over HTTPS: Node's modules, and the certificates that it trusts. */
  readonly soonForHttps: readonly (() => unknown)[];
}

/** Gives a function; or starts a server, which ends the process with 2 where its settings are wrong or it cannot listen. */
export function begin(name: Begun, build: Build): ReturnType<typeof overFetch> | undefined {
  const { fingerprint } = build;
  const loading = attempts();
  const hostOf = () => {
    const settings = readEnvironment();
    return settings.ok ? settings.value.host : '';
  };
  if (name === 'webhook')
    return overFetch(
      deployedWebhook(builtCatalog(build, loading, () => loadSoon(build, loading, { hostOf }))),
    );
  if (name === 'health')
    return overFetch(
      deployedHealth(
        builtCatalog(build, loading, () => loadNow(build, loading)),
        fingerprint,
      ),
    );
  void beginServer(build);
  return undefined;
}

/** So many milliseconds after it began, a server has loaded what its first delivery needs, though nobody asked anything yet. */
const restMs = 100;

async function beginServer(build: Build): Promise<void> {
  // It serves, too, where what it says of itself finds no room, or nobody to read it.
  process.stderr.on('error', untold);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const serving = servingBy();
  const trouble = typeof serving === 'string' ? serving : await troubleOf(build, serving, say);
  if (trouble === undefined) return;
  say(trouble);
  process.exitCode = 2;
}

/** Starts it, and says what keeps it from listening where anything does. */
async function troubleOf(build: Build, serving: Serving, say: (line: string) => void) {
  /** Until a delivery has come that is mapped. */
  let isUnused = true;
  const bring: Build['bring'] = (...given) => {
    isUnused = false;
    return build.bring(...given);
  };
  let practice = () => {};
  const last = () => practice();
  const hostOf = () => serving.settings.host;
  const loading = attempts();
  const behind = () => loadSoon(build, loading, { hostOf, last });
  const load = builtCatalog({ ...build, bring }, loading, behind);
  const started = await startServer(serving, { load, build: build.fingerprint, say });
  if (typeof started === 'string') return started;
  practice = () => {
    const sample = isUnused ? build.sample() : undefined;
    if (sample === undefined) return;
    const before = started.asked();
    const isAsked = () => started.asked() > before;
    void practise(sample, { load: started.load, serve: servePrivately, isAsked });
  };
  setTimeout(behind, restMs).unref();
  return undefined;
}

/**
 * The catalog that was built. It says at once which mapping listens to what; what maps is brought when it is first needed. Calls
 * `behind` with the first request.
 */
function builtCatalog({ head, bring }: Build, { make, trouble }: Attempts, behind?: () => void): LoadCatalog {
  const { files, mappings, inputs } = head;
  return async (engine) => {
    let brought: BuiltCatalog['catalog'] | undefined;
    const bringIt = () => bring(head, engine).catalog;
    const whole = () => {
      brought ??= make(bringIt);
      return brought;
    };
    const run =
      (index: number): Mapping['run'] =>
      (...delivery) => {
        const mapping = whole().mappings[index];
        if (mapping === undefined) throw new Error('a mapping of the head is not in the catalog');
        return mapping.run(...delivery);
      };
    // Written with "...", each takes ten times the memory, and the first request waits for that to be collected.
    const mapping = (stored: StoredMapping, index: number): Mapping => ({
      name: stored.name,
      file: files[stored.file] ?? '',
      hash: stored.hash,
      description: stored.description,
      on: stored.on,
      isOff: stored.isOff,
      names: none,
      fields: none,
      reads: none,
      ignores: none,
      run: run(index),
    });
    const checkInput: Catalog['checkInput'] = (...input) => whole().checkInput(...input);
    const catalog = { mappings: mappings.map(mapping), checkInput };
    behind?.();
    return { catalog, inputs: Object.keys(inputs), issues: none, trouble };
  };
}

/**
 * Behind the first request, which is answered by then or has loaded what it needs, or while there is none: one part in each turn of
 * the event loop, so that another request waits for one at most; `last` is done behind all of them.
 */
function loadSoon(
  { soon, soonForHttps }: Build,
  { make }: Attempts,
  { hostOf, last = untold }: { readonly hostOf: () => string; readonly last?: () => unknown },
): void {
  const loadParts = ([part, ...rest]: Build['soon']) => {
    if (part === undefined) return;
    try {
      make(part);
    } catch {
      return;
    }
    setImmediate(loadParts, rest);
  };
  setImmediate(() => loadParts([...soon, ...(hostOf().startsWith('https:') ? soonForHttps : []), last]));
}

/** All at once, as far as it can be: a process that tells only its health has nothing else to find out by. */
function loadNow({ bring, head, soon }: Build, { make }: Attempts): void {
  for (const part of [() => bring(head), ...soon])
    try {
      make(part);
    } catch {
      // Its trouble is told.
    }
}

/** Of what fails in advance nothing is said, for the health tells it, and whoever needs it; nor of what cannot be said. */
function untold(): void {}

const none: readonly never[] = [];
