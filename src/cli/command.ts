import type { Variables } from '../node/variables.ts';

/** What a command may touch of the world outside, so that it also runs inside a test. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Without it, the environment of the process counts. */
  readonly env?: Variables;
  readonly colour: boolean;
  readonly readStdin: () => Promise<string>;
  /** A whole number below another, by lot. Without it, chance is that of cryptography. */
  readonly draw?: (below: number) => number;
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

/** One command: everything its help says, and what it does. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What follows the name, such as `<mapping> <delivery.json>`. */
  readonly usage: string;
  readonly options: readonly Option[];
  readonly example: string;
  /** Gives the exit code. 0: fine; 1: issues were found; 2: called in a wrong way. */
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
