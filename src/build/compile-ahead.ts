import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { Script } from 'node:vm';

/** A program with what it is tried with. */
export interface Trial {
  /** Wrapped, as the parts are. */
  readonly source: string;
  readonly parts: ReadonlyMap<string, string>;
  /** Where the loader says that the program is. */
  readonly filename: string;
  readonly catalog: string;
  /** Bodies of requests. */
  readonly bodies: readonly string[];
}

/** What a program exports. */
interface Program {
  readonly begin: (name: 'webhook', catalog: string) => (request: Request) => Promise<Response>;
}

/**
 * What V8 keeps of compiling a program, with the functions that it needs to take these bodies. It is run here for that: in an
 * environment of its own, and what it sends goes nowhere. https://v8.dev/blog/code-caching-for-devs
 */
export async function compiledAhead({ source, parts, filename, catalog, bodies }: Trial): Promise<Buffer> {
  const anybody = createServer((request, answer) => {
    request.resume().on('end', () => answer.end('{"success":true}'));
  }).listen(0, '127.0.0.1');
  await once(anybody, 'listening');
  const { port } = anybody.address() as AddressInfo;
  const surroundings = Object.create(process, {
    env: { value: { SEGMENT_WRITE_KEY: 'none', SEGMENT_HOST: `http://127.0.0.1:${port}` } },
    stdout: { value: { write: () => true } },
  }) as NodeJS.Process;

  const outside = createRequire(filename);
  const begun = (script: Script): unknown => {
    const module = { exports: {} };
    const run = script.runInThisContext() as (...given: readonly unknown[]) => void;
    run(require, surroundings, module, module.exports);
    return module.exports;
  };
  const require = (name: string): unknown => {
    const part = parts.get(name);
    return part === undefined ? outside(name) : begun(new Script(part));
  };
  const script = new Script(source, { filename });
  const { begin } = begun(script) as Program;
  const handle = begin('webhook', catalog);
  for (const body of bodies)
    await handle(new Request('http://localhost/api/webhook', { method: 'POST', body }));
  anybody.close();
  anybody.closeAllConnections();
  return script.createCachedData();
}
