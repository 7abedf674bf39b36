/** What is needed of a profile of V8. */
export interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

/** Of the time in which the process worked, in percent. */
export interface Shares {
  /** The code of this project, with jsonata, and whatever of Node it calls. */
  readonly own: number;
  /** Segment's client, and whatever of Node it calls. */
  readonly sdk: number;
  /** Requests and answers, in and out: Node itself, the server, and our own few lines for sending. */
  readonly http: number;
  /** What V8 does for all of them: collecting garbage and compiling. */
  readonly engine: number;
}

type Part = keyof Shares;

/** Each sample counts for the innermost function that belongs to somebody. */
export function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profile): Shares {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const time: Record<Part, number> = { own: 0, sdk: 0, http: 0, engine: 0 };
  const partOf = (leaf: number): Part | undefined => {
    const name = byId.get(leaf)?.callFrame.functionName;
    if (name === '(idle)') return undefined;
    if (name === '(garbage collector)' || name === '(program)') return 'engine';
    for (let id: number | undefined = leaf; id !== undefined; id = parents.get(id)) {
      const frame = byId.get(id)?.callFrame;
      if (frame === undefined || frame.url === '' || frame.url.startsWith('node:')) continue;
      if (/node_modules\/(@segment|tslib|dset|@lukeed)/.test(frame.url)) return 'sdk';
      if (/serve-function|\.bench\/(post|over-node)\.mjs/.test(frame.url)) return 'http';
      return 'own';
    }
    return 'http';
  };
  for (const [index, leaf] of samples.entries()) {
    const part = partOf(leaf);
    if (part !== undefined) time[part] += timeDeltas[index] ?? 0;
  }
  const all = time.own + time.sdk + time.http + time.engine;
  const percent = (part: Part) => (100 * time[part]) / all;
  return { own: percent('own'), sdk: percent('sdk'), http: percent('http'), engine: percent('engine') };
}
