import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { Script } from 'node:vm';
import { type Pack, scriptOf } from './program.ts';

/** A program with what it is tried with. */
export interface Trial {
  /** By their names. */
  readonly packs: ReadonlyMap<string, Pack>;
  /** Where the loader says that they are, as a path with a slash at its end. */
  readonly folder: string;
  /** Bodies of requests. */
  readonly bodies: readonly string[];
}

/** What a program exports. */
interface Program {
  readonly begin: (name: 'webhook') => (request: Request) => Promise<Response>;
}

/**
 * What V8 keeps of compiling those packs that a program needs to take these bodies, with the functions that it needs for that. It
 * is run here: in an environment of its own, and what it sends goes nowhere. https://v8.dev/blog/code-caching-for-devs
 */
export async function compiledAhead({ packs, folder, bodies }: Trial): Promise<ReadonlyMap<string, Buffer>> {
  const anybody = createServer((request, answer) => {
    request.resume().on('end', () => answer.end('{"success":true}'));
  }).listen(0, '127.0.0.1');
  await once(anybody, 'listening');
  const { port } = anybody.address() as AddressInfo;
  const surroundings = Object.create(process, {
    env: { value: { SEGMENT_WRITE_KEY: 'none', SEGMENT_HOST: `http://127.0.0.1:${port}` } },
    stdout: { value: { write: () => true } },
  }) as NodeJS.Process;

  const outside = createRequire(folder);
  const begun = new Map<string, { readonly script: Script; readonly exports: unknown }>();
  const load = (name: string): unknown => {
    const pack = packs.get(name);
    if (pack === undefined) return outside(name);
    const known = begun.get(name);
    if (known !== undefined) return known.exports;
    const script = new Script(scriptOf(pack), { filename: `${folder}${name.replace('.pack', '.cjs')}` });
    const module = { exports: {} };
    const run = script.runInThisContext() as (...given: readonly unknown[]) => void;
    run(load, surroundings, module, module.exports, pack.text, () => undefined);
    begun.set(name, { script, exports: module.exports });
    return module.exports;
  };
  try {
    const { begin } = load('program.pack') as Program;
    const handle = begin('webhook');
    for (const body of bodies)
      await handle(new Request('http://localhost/api/webhook', { method: 'POST', body }));
  } finally {
    anybody.close();
    anybody.closeAllConnections();
  }
  return new Map([...begun].map(([name, { script }]) => [name, script.createCachedData()]));
}
