import type { SourceFile } from '../mapping/catalog.ts';
import { readDocument } from '../mapping/yaml/document.ts';
import type { CaseFiles } from '../node/case-files.ts';
import type { AuthoredFile, CaseName, ProjectAnswer } from './contract.ts';
import { readSample } from './read-sample.ts';
import { kindOf, type Workbench } from './workbench.ts';

/** What there is to choose from: files, samples, types of deliveries. */
export async function showProject({ refresh }: Workbench): Promise<ProjectAnswer> {
  const { sources, cases, stamp } = await refresh();
  const files = [...sources.mappings, ...(sources.shared?.files ?? []), ...(sources.tables?.files ?? [])];
  return {
    files: files.map(authoredFile),
    cases: cases.filter(({ delivery }) => delivery !== undefined).map(caseName),
    types: [...sources.inputs.keys()],
    stamp,
  };
}

function authoredFile({ path, text }: SourceFile): AuthoredFile {
  const kind = kindOf(path);
  return { path, kind, on: kind === 'mapping' ? typesIn(path, text) : [] };
}

/** The types that a mapping's text says it listens to; none where it is no YAML. */
export function typesIn(path: string, text: string): readonly string[] {
  const { root } = readDocument(path, text);
  const node = root?.kind === 'map' ? root.entries.find(({ key }) => key === 'on')?.value : undefined;
  const items = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
  return items.flatMap((item) => (item.kind === 'scalar' ? String(item.value) : []));
}

function caseName({ mapping, name, delivery }: CaseFiles): CaseName {
  const sample = readSample(delivery?.text);
  const value = sample.status === 'read' ? sample.value : undefined;
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  const size = delivery?.text.length ?? 0;
  return { mapping, name, size, ...(typeof type === 'string' ? { type } : {}) };
}
