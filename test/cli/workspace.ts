import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Io } from '../../src/cli/command.ts';
import { main } from '../../src/cli/main.ts';
import type { Variables } from '../../src/node/variables.ts';
import { linkSchemas } from '../linked-schemas.ts';
import { sampleFiles } from './sample-project.ts';

/** A small project with this project's schemas, in which a test plays the analyst. */
export interface Workspace {
  readonly path: (file: string) => string;
  readonly read: (file: string) => Promise<string>;
  /** Makes the folder too. What was there stays as it is for who else has it. */
  readonly write: (file: string, text: string) => Promise<void>;
  /** Replaces a text that must be there. */
  readonly edit: (file: string, from: string, to: string) => Promise<void>;
  /** Runs a command on it. */
  readonly mapper: (...args: string[]) => Promise<Told>;
  /** The same, with what stands behind its own options; there "--" may be. */
  readonly mapperAt: (args: readonly string[], rest: readonly string[]) => Promise<Told>;
  /** The same, with this environment. */
  readonly mapperIn: (env: Variables, ...args: string[]) => Promise<Told>;
  /** The same, with a text on stdin. */
  readonly mapperWith: (stdin: string, ...args: string[]) => Promise<Told>;
}

/** What a command said, and its exit code. */
export interface Told {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Makes a project that is gone when the test ends; with these types of deliveries only, where a test needs no others. */
export async function workspace(types?: readonly string[]): Promise<Workspace> {
  const root = await mkdtemp(join(tmpdir(), 'mapper-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const isWanted = (path: string) => {
    const type = /^schemas.commercetools.(\w+)\.schema\.json$/.exec(path)?.[1];
    return type === undefined || types === undefined || [...types, 'definitions'].includes(type);
  };
  linkSchemas(root, isWanted);
  const path = (file: string) => join(root, file);
  const read = (file: string) => readFile(path(file), 'utf8');
  const write = async (file: string, text: string) => {
    await mkdir(dirname(path(file)), { recursive: true });
    await rm(path(file), { force: true });
    await writeFile(path(file), text);
  };
  for (const [file, text] of Object.entries(sampleFiles)) await write(file, text);
  return {
    path,
    read,
    write,
    edit: async (file, from, to) => {
      const text = await read(file);
      if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
      await write(file, text.replace(from, to));
    },
    mapper: (...args) => mapper([...args, '--root', root]),
    mapperAt: (args, rest) => mapper([...args, '--root', root, ...rest]),
    mapperIn: (env, ...args) => mapper([...args, '--root', root], { env }),
    mapperWith: (stdin, ...args) => mapper([...args, '--root', root], { readStdin: async () => stdin }),
  };
}

/** Runs a command in this process. */
export async function mapper(args: readonly string[], parts: Partial<Io> = {}): Promise<Told> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(args, {
    stdout: (text) => out.push(text),
    stderr: (text) => err.push(text),
    env: {},
    colour: false,
    readStdin: async () => '',
    ...parts,
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}
