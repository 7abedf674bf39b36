import { once } from 'node:events';
import * as http from 'node:http';
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
  readonly begin: {
    (name: 'webhook'): (request: Request) => Promise<Response>;
    (name: 'server'): undefined;
  };
}

/**
 * What V8 keeps of compiling those packs that a program needs to take these bodies, with the functions that it needs for that. It
 * is run here, as a function and as a server: in an environment of its own, and what it sends goes nowhere.
 * https://v8.dev/blog/code-caching-for-devs
 */
export async function compiledAhead({ packs, folder, bodies }: Trial): Promise<ReadonlyMap<string, Buffer>> {
  const servers: http.Server[] = [];
  const serving = (...given: readonly unknown[]) => {
    const server = http.createServer(...(given as [http.RequestListener]));
    servers.push(server);
    return server;
  };
  const anybody = serving(((request, answer) => {
    request.resume().on('end', () => answer.end('{"success":true}'));
  }) satisfies http.RequestListener).listen(0, '127.0.0.1');
  await once(anybody, 'listening');

  const outside = createRequire(folder);
  const begun = new Map<string, { readonly script: Script; readonly exports: unknown }>();
  const load = (name: string): unknown => {
    const pack = packs.get(name);
    if (pack === undefined) return name === 'node:http' ? { ...http, createServer: serving } : outside(name);
    const known = begun.get(name);
    if (known !== undefined) return known.exports;
    const script = new Script(scriptOf(pack), { filename: `${folder}${name.replace('.pack', '.cjs')}` });
    const module = { exports: {} };
    const run = script.runInThisContext() as (...given: readonly unknown[]) => void;
    run(load, surroundingsOf(addressOf(anybody)), module, module.exports, (...part: [number, number]) =>
      pack.text.slice(...part),
    );
    begun.set(name, { script, exports: module.exports });
    return module.exports;
  };
  try {
    const { begin } = load('program.pack') as Program;
    const handle = begin('webhook');
    for (const body of bodies)
      await handle(new Request('http://localhost/api/webhook', { method: 'POST', body }));
    begin('server');
    const [, server] = servers;
    if (server === undefined) throw new Error('the program does not serve');
    if (!server.listening) await once(server, 'listening');
    for (const body of bodies) await fetch(`${addressOf(server)}/api/webhook`, { method: 'POST', body });
  } finally {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  }
  return new Map([...begun].map(([name, { script }]) => [name, script.createCachedData()]));
}

function addressOf(server: http.Server): string {
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

/** What the program finds instead of this process. */
function surroundingsOf(segment: string): NodeJS.Process {
  const output = { value: { write: () => true, on: () => undefined } };
  return Object.create(process, {
    env: {
      value: { SEGMENT_WRITE_KEY: 'none', SEGMENT_HOST: segment, HOST: '127.0.0.1', PORT: '0' },
    },
    stdout: output,
    stderr: output,
    // Signals are for the build.
    once: { value: () => undefined },
    on: { value: () => undefined },
  }) as NodeJS.Process;
}
