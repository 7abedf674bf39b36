import type { Built } from '../mapping/build-catalog.ts';
import type { Catalog, CatalogSources, Json, SourceFile } from '../mapping/catalog.ts';
import type { Shape } from '../mapping/types/shape.ts';
import type { CaseFiles } from '../node/case-files.ts';
import type { Mapped } from '../pipeline/mapped.ts';
import type { Change, ExplainAnswer } from './contract.ts';

/** The delivery of a sample without its people; or why that cannot be had, without a word of what is in it. */
export type ScrubbedSample =
  | { readonly status: 'scrubbed'; readonly text: string; readonly words: string }
  | { readonly status: 'refused'; readonly reason: string };

/** What the playground has in common with the commands; these give it, so that both say the same. */
export interface Tools {
  /** From a parsed body, also one in a queue's wrapper, to what the catalog makes of it with what is fetched for it. */
  readonly mapSample: (body: unknown, catalog: Catalog, fetched?: SourceFile) => Promise<Mapped>;
  /** What a snapshot keeps of it. */
  readonly snapshotOf: (mapped: Mapped) => Json;
  /** What a snapshot says, in a few words. */
  readonly describeSnapshot: (snapshot: Json) => string;
  /** Look-alikes in place of all that is personal; with the catalog of the mapping whose case it becomes. */
  readonly scrub: (
    sample: string,
    mapping: string,
    project: { readonly sources: CatalogSources; readonly catalog: Catalog },
  ) => Promise<ScrubbedSample>;
  /** The snapshots of variants that are missing or differ, of the cases of some mappings. */
  readonly staleInVariants: (mappings: readonly string[]) => Promise<readonly SourceFile[]>;
  /** The same of a case alone, which need not be written yet. */
  readonly staleOfCase: (fresh: CaseFiles) => Promise<readonly SourceFile[]>;
  readonly differences: (before: Json, after: Json) => readonly Change[];
  /** How each field of the calls of a mapping came about. */
  readonly explain: (
    mapping: string,
    sample: { readonly text: string; readonly fetched?: SourceFile | undefined },
    built: Built,
  ) => Promise<ExplainAnswer>;
  /** What a field holds, in an author's words. */
  readonly fieldWords: (shape: Shape) => string;
  /** What commercetools says of a field of a type, where its SDK is installed. */
  readonly describeField: (type: string, path: readonly string[]) => Promise<string | undefined>;
}
