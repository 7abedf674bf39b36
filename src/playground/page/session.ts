import type { OpenedSample, ProjectAnswer } from '../contract.ts';
import type { Chosen } from './menus.ts';

/** The file in the editor: as it was when it was opened or saved. */
export interface OpenFile {
  readonly path: string;
  readonly saved: string;
  /** Absent where it is not on disk yet. */
  readonly hash?: string;
}

/** What the page knows at a moment. */
export interface Session {
  readonly project: ProjectAnswer;
  readonly file: OpenFile;
  readonly chosen: Chosen;
  /** Samples that were pasted or edited, each as it was when another one was chosen. */
  readonly owns: readonly OpenedSample[];
  /** The mapping that is run. */
  readonly mapping: string;
}

export const emptySession: Session = {
  project: { files: [], cases: [], types: [], stamp: '' },
  file: { path: '', saved: '' },
  chosen: { kind: 'own', id: 0 },
  owns: [],
  mapping: '',
};

/** A sample of one's own that is not among the others yet. */
export function nextOwn({ owns }: Session): Chosen {
  return { kind: 'own', id: owns.length };
}

/** The same, with the text of a sample of one's own as it is now; a blank one is not worth keeping. */
export function withOwn(session: Session, text: OpenedSample): Session {
  const { chosen, owns } = session;
  if (chosen.kind !== 'own' || text.text.trim() === '') return session;
  return { ...session, owns: [...owns.slice(0, chosen.id), text, ...owns.slice(chosen.id + 1)] };
}

/** The name of a mapping by its path; nothing where the file is no mapping. */
export function mappingOf(path: string): string | undefined {
  return /^mappings\/([^/]+)\.yaml$/.exec(path)?.[1];
}

/** The types that the open file listens to, as far as it is on disk. */
export function typesOf({ project, file }: Session): readonly string[] {
  return project.files.find(({ path }) => path === file.path)?.on ?? [];
}

/** The sample that is shown with a file at first: the one that is shown already where it fits, else the one that holds most. */
export function firstSample(session: Session): Chosen {
  const { project, file, chosen } = session;
  const mapping = mappingOf(file.path);
  if (mapping === undefined && chosen.kind === 'case') return chosen;
  const own = project.cases.filter((one) => mapping === undefined || one.mapping === mapping);
  const alike = project.cases.filter(({ type }) => typesOf(session).includes(type ?? ''));
  const [first] = (own.length > 0 ? own : alike).toSorted((a, b) => b.size - a.size);
  return first === undefined ? nextOwn(session) : { kind: 'case', mapping: first.mapping, name: first.name };
}

/** The mapping that is run on a sample: the open one; with a shared file open, the one that the sample belongs to. */
export function mappingFor({ project, file, mapping }: Session, chosen: Chosen): string {
  const own = mappingOf(file.path);
  if (own !== undefined) return own;
  if (chosen.kind === 'case') return chosen.mapping;
  return mapping !== '' ? mapping : (project.cases[0]?.mapping ?? '');
}

/** A file to begin with. */
export function newText(path: string, types: readonly string[]): string {
  const depth = path.split('/').length - 1;
  const schema = (name: string) =>
    `# yaml-language-server: $schema=${'../'.repeat(depth)}schemas/${name}.schema.json\n`;
  if (path.startsWith('mappings/tables/')) return `${schema('mapping-table')}some key: some value\n`;
  if (path.startsWith('mappings/shared/'))
    return `${schema('mapping-shared')}description: What these values are.\n\nlet:\n  myValue: '"a value"'\n`;
  const on = types.length > 1 ? `[${types.join(', ')}]` : (types[0] ?? 'CustomerCreated');
  return `${schema('mapping')}description: What this mapping is for.\non: ${on}\n\ntrack:\n  event: Something Happened\n  anonymousId: id\n`;
}
