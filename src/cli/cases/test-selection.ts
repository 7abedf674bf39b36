import { commitOf } from '../../node/git.ts';
import { changedFiles, filesInCommit } from '../../node/git-files.ts';
import { sourcesIn } from '../../node/project-texts.ts';
import { type Input, UsageError } from '../command.ts';
import { mappingNames, type ProjectFiles } from '../project.ts';
import { affectedMappings, type SharedBefore } from './affected.ts';

/** The mappings that are to be tested; nothing where it is all of them. */
export async function selectedMappings(
  input: Input,
  read: ProjectFiles,
): Promise<readonly string[] | undefined> {
  if (!input.has('changed')) return input.names.length === 0 ? undefined : mappingNames(input.names, read);
  if (input.names.length > 0) throw new UsageError('test: takes names of mappings, or --changed');
  const paths = await changedFiles(read.root);
  if (!paths.ok) throw new UsageError(`test: ${paths.trouble}`);
  return affectedMappings(paths.value, await sharedInHead(read.root), read);
}

/** What mappings shared at the last commit; nothing where there is none. */
async function sharedInHead(root: URL): Promise<SharedBefore> {
  const head = await commitOf(root, 'HEAD');
  const texts = head.ok ? await filesInCommit(root, head.value) : head;
  const sources = texts.ok ? sourcesIn(texts.value) : undefined;
  if (sources === undefined || !sources.ok) return {};
  const { shared, tables } = sources.value;
  return { ...(shared && { shared }), ...(tables && { tables }) };
}
