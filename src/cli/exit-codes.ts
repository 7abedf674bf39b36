/** What the exit codes of all commands mean; the one place in which it is said. */
export const exitCodes = {
  /** It did what was asked, and nothing is wrong. */
  fine: 0,
  /** It did what was asked, and found something wrong; each command says what. */
  found: 1,
  /** It was called in a way that it does not know, or by settings that it cannot work with. */
  usage: 2,
  /** It could not do its work: the machine refused it, or mapper itself has a fault. */
  broken: 3,
  /** commercetools or Segment does not want us: somebody has to mend a setting. */
  refused: 4,
  /** commercetools or Segment did not answer for too long: the same command goes on later. */
  unavailable: 5,
  /** It was ended before it was done: the same command goes on. */
  ended: 6,
} as const;

/** What a command says of its own codes; the others mean the same everywhere. */
export interface Exits {
  readonly fine: string;
  /** Absent where the command cannot find anything wrong. */
  readonly found?: string;
  /** Whether it talks to commercetools or Segment for so long that it may not come to its end. */
  readonly talks?: boolean;
}

/** Codes and their meaning for one command, or for all of them together. */
export function exitRows({ fine, found, talks }: Exits = anyCommand): readonly (readonly [number, string])[] {
  return [
    [exitCodes.fine, fine],
    ...(found === undefined ? [] : [[exitCodes.found, found] as const]),
    [exitCodes.usage, 'called in a wrong way: an option, a name, a folder or a setting that cannot be'],
    [exitCodes.broken, 'could not do its work: the machine refused it, or mapper has a fault'],
    ...(talks === true ? talking : []),
  ];
}

const talking = [
  [exitCodes.refused, 'commercetools or Segment refuses: credentials, a scope, the project or the write key'],
  [exitCodes.unavailable, 'commercetools or Segment did not answer for too long; go on later'],
  [exitCodes.ended, 'it was ended before it was done; the same command goes on'],
] as const;

const anyCommand: Exits = {
  fine: 'nothing is wrong',
  found: 'something is wrong; it has been shown',
  talks: true,
};
