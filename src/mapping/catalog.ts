import type { Failure } from '../report/failure.ts';
import type { Issue } from '../report/issue.ts';
import type { Place } from '../report/place.ts';
import type { Fetcher } from './fetcher.ts';
import type { Readable } from './language/readable.ts';

/** A file as text, with its path from the project's root (forward slashes), as issues show it. May be read when asked. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Everything a catalog is built from. The directory is the registry: what exists is loaded, nothing else is. */
export interface CatalogSources {
  /** The mapping files; a mapping's name is its file's name without `.yaml`. */
  readonly mappings: readonly SourceFile[];
  /** Files of values that all mappings may use, with the JSON Schema of such a file. */
  readonly shared?: { readonly grammar: SourceFile; readonly files: readonly SourceFile[] };
  /** Files of tables, each a value that all mappings may use, with the JSON Schema of such a file. */
  readonly tables?: { readonly grammar: SourceFile; readonly files: readonly SourceFile[] };
  /** Paths of files beside the mappings whose names end almost as theirs do: they are not read. */
  readonly misnamed?: readonly string[];
  /** The JSON Schema of a mapping file. */
  readonly grammar: SourceFile;
  /** Input schemas by the delivery type they describe. */
  readonly inputs: ReadonlyMap<string, SourceFile>;
  /** Schemas of what mappings may fetch, by the kind of resource. */
  readonly resources?: ReadonlyMap<string, SourceFile>;
  /** What several input schemas refer to, where they do. */
  readonly definitions?: SourceFile;
  /** Output schemas by call type. */
  readonly calls: ReadonlyMap<string, SourceFile>;
  /** Output schemas of single events by slug (`order-completed`). */
  readonly events: ReadonlyMap<string, SourceFile>;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What one mapping makes of one delivery. A filter is not an error. */
export type MappingResult =
  | { readonly status: 'mapped'; readonly calls: readonly MappedCall[]; readonly places: readonly Place[] }
  /** `reason`: what the mapping's author says of it; without one its condition is false. */
  | { readonly status: 'filtered'; readonly reason?: string }
  /** Its turn came too late. */
  | { readonly status: 'abandoned' }
  | {
      readonly status: 'failed';
      readonly stage: 'mapping-failed' | 'call-invalid' | 'fetched-invalid';
      readonly issues: readonly Issue[];
    }
  /** What it needs could not be fetched. */
  | { readonly status: 'unfetched'; readonly failure: Failure };

/** A call as a mapping wrote it: plain JSON that has passed its output schema. */
export type MappedCall = { readonly type: string; readonly timestamp: string } & {
  readonly [part: string]: Json;
};

/** A value that a mapping names, to be used in its expressions. */
export interface NamedExpression {
  readonly name: string;
  readonly expression: string;
  readonly place: Place;
}

/** One field of a call that a mapping makes. */
export interface MappedField {
  /** The type of the call. */
  readonly call: string;
  /** Which one of the mapping's calls it is, from 0. */
  readonly callIndex: number;
  /** The call's event, where it has one. */
  readonly event?: string;
  /** Names from the call inwards; numbers are positions in a list. */
  readonly path: readonly (string | number)[];
  /** Whether it may yield nothing. */
  readonly optional: boolean;
  /** As the author wrote it; a constant is JSON. */
  readonly expression: string;
  readonly place: Place;
  /** The JSON types it may have, by the call's schemas; where these are silent, by the schemas of what comes in. */
  readonly types?: readonly string[];
}

/** A field of what comes in, where an expression reads it. */
export interface FieldRead {
  /** The delivery type for which the path is known. */
  readonly type: string;
  /** From the root of the delivery, as an author writes it; lists are walked through without a mark. */
  readonly path: string;
  /** Of the field's name in the expression. */
  readonly place: Place;
}

/** Fields of what comes in that are left out on purpose. */
export interface IgnoredFields {
  /** Names with dots between them; `*` is any one name, and at the end everything below. */
  readonly pattern: string;
  readonly place: Place;
}

/** One compiled mapping file. */
export interface Mapping {
  readonly name: string;
  readonly file: string;
  /**
   * The first 12 hexadecimal digits of the SHA-256 of the file's text and of the shared files it uses: which version of
   * a mapping did this.
   */
  readonly hash: string;
  readonly description: string;
  /** The delivery types it listens to. */
  readonly on: readonly string[];
  /** Whether it is switched off, by `when: false`. */
  readonly isOff?: true | undefined;
  /** The values that have a name, in the order of the file; behind them the shared ones that it uses. */
  readonly names: readonly NamedExpression[];
  /** The kinds of resources that it fetches, what leads to each, and whether it goes on without it. */
  readonly fetches?: readonly {
    readonly name: string;
    readonly kind: string;
    readonly by: string;
    readonly optional: boolean;
  }[];
  /** What its calls give, in the order of the file. */
  readonly fields: readonly MappedField[];
  /** What its expressions read of a delivery, those of the shared values that it uses among them. */
  readonly reads: readonly FieldRead[];
  /** What it leaves out on purpose: what it says itself, then what all mappings do. */
  readonly ignores: readonly IgnoredFields[];
  /**
   * Never throws. `payload`: what was delivered, as `readable` gives it. `occurredAt` is the timestamp of every call that does not set its own. Evaluations take turns:
   * `isWanted` is asked when the turn has come, and work that nobody waits for any more is not begun. `fetcher` gets what
   * the mapping fetches; without one, a mapping that fetches is filtered.
   */
  readonly run: (
    payload: Readable,
    occurredAt: string,
    isWanted?: () => boolean,
    fetcher?: Fetcher,
  ) => MappingResult | Promise<MappingResult>;
}

/** All compiled mappings and schemas of one deployment. */
export interface Catalog {
  readonly mappings: readonly Mapping[];
  /**
   * What is wrong with a payload by the input schema of its type; empty when nothing is. Throws where that schema is
   * none, which `mapper check` finds before.
   */
  readonly checkInput: (type: string, payload: unknown) => readonly Issue[];
}

export interface BuiltCatalog {
  readonly catalog: Catalog;
  /** The delivery types whose schemas were read: no other file of an input schema can make another catalog. */
  readonly inputs: readonly string[];
  /** Everything wrong with the files, warnings too; with an error among them the catalog must not serve. */
  readonly issues: readonly Issue[];
  /**
   * Where parts are loaded when they are first needed: the error of one that could not be loaded and still cannot; nothing as long as
   * none was needed.
   */
  readonly trouble?: () => unknown;
}
