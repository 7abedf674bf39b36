import { isRecord } from '../commercetools/fields.ts';
import { jsonIn } from '../report/json-in.ts';
import type { Position } from './piece.ts';

/** What a run is about, by names that a person knows: a run goes on only where all of it is the same. */
export type Task = Readonly<Record<string, string>>;

/** Mappings by their names, each with the hash of its files. */
export type Versions = Readonly<Record<string, string>>;

/** How far a run has come: everything up to `after` is done. */
export interface Checkpoint {
  readonly task: Task;
  /** Of the mappings that the last run went by. */
  readonly mappings?: Versions;
  /** Absent before the first batch is done. */
  readonly after?: Position;
  readonly isComplete: boolean;
}

export function checkpointText({ task, mappings, after, isComplete }: Checkpoint): string {
  return `${JSON.stringify({ version: 1, task, mappings, after, isComplete }, null, 2)}\n`;
}

/** The mappings that are others than when something was done by them: changed, new, or gone. */
export function changedSince({ mappings: before, after }: Checkpoint, now: Versions): readonly string[] {
  if (before === undefined || after === undefined) return [];
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return names.filter((name) => before[name] !== now[name]).sort();
}

/** The checkpoint that a file holds, if it is one of this task; else in words why not. */
export function readCheckpoint(text: string, task: Task): Checkpoint | string {
  const found = parsed(text);
  if (found === undefined)
    return 'is no checkpoint of this version: name another file, or delete it to begin anew';
  const names = [...new Set([...Object.keys(task), ...Object.keys(found.task)])];
  const other = names.filter((name) => task[name] !== found.task[name]);
  if (other.length === 0) return found;
  const differences = other.map(
    (name) => `${name}: ${shown(found.task[name])} there, ${shown(task[name])} here`,
  );
  return `is of another run (${differences.join('; ')}): name another file, or delete it to begin anew`;
}

function shown(value: string | undefined): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}

function parsed(text: string): Checkpoint | undefined {
  const json = jsonIn(text);
  if (!isRecord(json) || json['version'] !== 1) return undefined;
  const { task, mappings, after, isComplete } = json;
  if (!isTask(task) || typeof isComplete !== 'boolean') return undefined;
  if (after !== undefined && !isPosition(after)) return undefined;
  return {
    task,
    ...(isTask(mappings) && { mappings }),
    ...(after !== undefined && { after }),
    isComplete,
  };
}

function isTask(value: unknown): value is Task {
  return isRecord(value) && Object.values(value).every((one) => typeof one === 'string');
}

function isPosition(value: unknown): value is Position {
  return isRecord(value) && Object.values(value).every((one) => ['string', 'number'].includes(typeof one));
}
