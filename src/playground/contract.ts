import type { Json } from '../mapping/catalog.ts';
import type { Issue } from '../report/issue.ts';
import type { Place } from '../report/place.ts';

/** What the page and its server say to each other, known to both. */

/** The header that shows the token of the printed address. */
export const tokenHeader = 'x-playground-token';

/** One sample delivery of the repository. */
export interface CaseName {
  readonly mapping: string;
  readonly name: string;
  /** The type of the delivery; absent where it cannot be read. */
  readonly type?: string;
  /** Letters of the delivery. */
  readonly size: number;
}

/** One file that an analyst writes. */
export interface AuthoredFile {
  /** From the project's root. */
  readonly path: string;
  readonly kind: 'mapping' | 'shared' | 'table';
  /** The types of deliveries it listens to, as far as the file on disk says. */
  readonly on: readonly string[];
}

/** A delivery that was caught since the playground began. */
export interface Caught {
  readonly id: number;
  readonly type: string;
  /** Hours, minutes and seconds, as on the clock of the machine. */
  readonly time: string;
}

/** `GET /api/project` */
export interface ProjectAnswer {
  readonly files: readonly AuthoredFile[];
  readonly cases: readonly CaseName[];
  readonly types: readonly string[];
  /** Changes with the files. */
  readonly stamp: string;
}

/** `POST /api/file`, and what a save answers: the text on disk and what tells it from a later one. */
export interface OpenedFile {
  readonly path: string;
  readonly text: string;
  readonly hash: string;
}

/** The text of a file as it stands in the editor. */
export interface Edited {
  readonly path: string;
  readonly text: string;
}

/** `POST /api/map` */
export interface MapQuestion {
  readonly edited: Edited;
  /** The mapping that is run: of a shared file or a table, one that uses it. */
  readonly mapping: string;
  /** The delivery as JSON text; without it only the files are checked. */
  readonly sample?: string;
  /** What is fetched for it, as JSON text; without it nothing is, as where there are no credentials. */
  readonly fetched?: string;
}

/** `POST /api/sample` */
export interface OpenedSample {
  readonly text: string;
  readonly fetched?: string;
}

/** Why there are no calls. */
export interface Trouble {
  readonly code: string;
  readonly detail: string;
  readonly issues: readonly Issue[];
}

/** What a mapping makes of a delivery. */
export type Outcome =
  | { readonly status: 'mapped'; readonly calls: readonly Json[] }
  | { readonly status: 'skipped'; readonly reason: string }
  | { readonly status: 'failed'; readonly failure: Trouble }
  /** The mapping has errors, or the sample is no JSON: nothing was run. */
  | { readonly status: 'not-run'; readonly reason: string };

export interface MapAnswer {
  /** Of the files; those of a run are with the outcome. */
  readonly issues: readonly Issue[];
  /** Of the sample's text. */
  readonly sampleIssues: readonly Issue[];
  readonly outcome: Outcome;
  /** JSON Pointers into the calls: what the text on disk would give otherwise. */
  readonly changed: readonly string[];
}

/** One place in which two results of a sample differ. */
export interface Change {
  readonly pointer: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** `POST /api/compare`: all samples, by the text on disk and by the text in the editor. */
export interface CompareAnswer {
  /** Of the edited text; with an error among them nothing was run. */
  readonly issues: readonly Issue[];
  readonly cases: readonly ComparedCase[];
}

export interface ComparedCase {
  readonly mapping: string;
  readonly name: string;
  /** From the text on disk to the text in the editor. */
  readonly changes: readonly Change[];
  /** From the snapshot to the text in the editor; where there is no snapshot, all is new. */
  readonly fromSnapshot: readonly Change[];
}

/** `POST /api/explain` */
export type ExplainQuestion = MapQuestion & { readonly sample: string };

/** What `POST /api/explain` answers: how each field of the calls came about. */
export interface ExplainAnswer {
  /** Why there are no calls, where there are none. */
  readonly reason?: string;
  /** The condition and what must be there, in words. */
  readonly gates: readonly string[];
  readonly calls: readonly {
    readonly type: string;
    readonly event?: string;
    readonly fields: readonly ToldField[];
  }[];
}

export interface ToldField {
  /** `traits.address.city` */
  readonly path: string;
  readonly value?: Json;
  /** Why there is no value, where there is none. */
  readonly absent?: string;
  /** Why it is this value, where that needs to be said. */
  readonly note?: string;
  readonly expression: string;
  readonly place?: Place;
  /** What the value was read from. */
  readonly reads: readonly string[];
  /** All steps, indented. */
  readonly steps: readonly string[];
}

/** `POST /api/save` */
export interface SaveQuestion {
  readonly edited: Edited;
  /** Of the text that was opened; absent for a new file. Where the disk has another one, nothing is written. */
  readonly opened?: string;
  /** Writes whatever is on disk. */
  readonly overwrite?: boolean;
}

/** `POST /api/save-case`: the sample, and what the files on disk make of it. */
export interface SaveCaseQuestion {
  readonly mapping: string;
  readonly name: string;
  readonly sample: string;
  /** What is fetched for it; blank where nothing is. */
  readonly fetched?: string;
  /** Puts look-alikes in place of all that is personal before anything is written. */
  readonly scrub?: boolean;
  readonly overwrite?: boolean;
}

export interface SavedCase {
  readonly written: readonly string[];
  /** In a few words, what the snapshot holds. */
  readonly holds: string;
  /** In a few words, what was replaced, where something was to be. */
  readonly replaced?: string;
}

/** `POST /api/accept`: the snapshots of a mapping's samples as the files on disk make them. */
export interface AcceptQuestion {
  readonly mappings: readonly string[];
}

/** `POST /api/news`: asked again and again. */
export interface NewsQuestion {
  /** Of the file that is open. */
  readonly path: string;
}

export interface News {
  /** Where a delivery can be posted to, to be caught. */
  readonly catchUrl: string;
  /** Of the file on disk; absent where it is gone. */
  readonly hash?: string;
  /** Changes with the files of the project. */
  readonly project: string;
  /** Newest first. */
  readonly caught: readonly Caught[];
}

/** `POST /api/complete` and `POST /api/hover`: a place in the text of the editor, by its UTF-16 index. */
export interface CursorQuestion {
  readonly edited: Edited;
  /** The mapping that is run. */
  readonly mapping: string;
  readonly offset: number;
}

export interface Option {
  readonly label: string;
  readonly kind: 'key' | 'field' | 'function' | 'name' | 'type' | 'event';
  /** Beside the label, short. */
  readonly detail?: string;
  /** Sentences, shown for the chosen one. */
  readonly info?: string;
  /** What is written, where it is not the label. */
  readonly apply?: string;
}

export interface CompleteAnswer {
  /** Where the word begins that an option replaces. */
  readonly from: number;
  readonly options: readonly Option[];
}

export interface HoverAnswer {
  readonly from: number;
  readonly to: number;
  readonly title: string;
  readonly lines: readonly string[];
}

/** Why the server did not do what was asked. */
export interface Refusal {
  readonly error: string;
  /** Of a file that is on disk otherwise than it was when it was opened: that one. */
  readonly onDisk?: OpenedFile;
}
