import type { Variables } from '../node/variables.ts';
import type { Exits } from './exit-codes.ts';

/** What a command may touch of the world outside, so that it also runs inside a test. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Takes the lines of a log, and goes on where nobody reads it; without it, stdout does. */
  readonly log?: (line: string) => void;
  /** Without it, the environment of the process counts. */
  readonly env?: Variables;
  readonly colour: boolean;
  /** Whether a person watches stderr; else programs read it. */
  readonly terminal?: boolean;
  readonly readStdin: () => Promise<string>;
  /** The same line by line, each with its line feed, for what may be more than memory holds; without it, all is read first. */
  readonly stdinLines?: () => AsyncIterable<string>;
  /** Whether stdin is the file at a path. */
  readonly isStdin?: (path: string) => boolean;
  /** A whole number below another, by lot. Without it, chance is that of cryptography. */
  readonly draw?: (below: number) => number;
  /** Ends a command that stays up; without it, Ctrl-C does. */
  readonly stop?: AbortSignal;
}

export interface Option {
  /** Without dashes. */
  readonly name: string;
  /** What stands for its value in the help; an option without one is a switch. */
  readonly value?: string;
  readonly text: string;
}

/** What was written behind the command's name. */
export interface Input {
  /** What stands there without dashes. */
  readonly names: readonly string[];
  readonly has: (option: string) => boolean;
  readonly valueOf: (option: string) => string | undefined;
}

/** A line as a person types it at the project's root. Each is run by a test. */
export interface Example {
  readonly line: string;
  /** Whether it stays up until Ctrl-C ends it. */
  readonly stays?: boolean;
}

/** One command: everything its help says, and what it does. */
export interface Command {
  readonly name: string;
  /** Goes on "mapper …:", and stands in the list of commands. */
  readonly summary: string;
  /** What else a person must know to use it, in lines of at most 100 letters. */
  readonly details: readonly string[];
  /** What follows the name, such as `<mapping> <delivery.json>`. */
  readonly usage: string;
  readonly options: readonly Option[];
  readonly exits: Exits;
  readonly examples: readonly [Example, ...Example[]];
  /** Whether it goes by the settings of a deployment: then those in `.env` count, too. */
  readonly isBySettings?: true;
  /** Gives the exit code, as `exits` and exit-codes.ts say. Throws a UsageError where it is called in a wrong way. */
  readonly run: (input: Input, io: Io) => Promise<number>;
}

/** The command was called in a way that it does not know; the message says what would be right. */
export class UsageError extends Error {}

export const jsonOption: Option = { name: 'json', text: 'prints JSON, for programs' };

export const rootOption: Option = {
  name: 'root',
  value: 'DIR',
  text: 'another folder that has mappings/, schemas/ and test/',
};
