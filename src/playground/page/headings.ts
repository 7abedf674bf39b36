import type { Caught } from '../contract.ts';
import { byId } from './elements.ts';
import { fillFiles, fillSamples } from './menus.ts';
import { mappingOf, type Session, typesOf } from './session.ts';

/** Whether the file is saved: beside its name, and in the title of the tab. */
export function showFileState({ file }: Session, isDirty: boolean): void {
  const chip = byId('file-state', HTMLElement);
  chip.className = `chip ${isDirty ? 'dirty' : ''}`;
  const state = file.hash === undefined ? 'new, not saved' : isDirty ? 'not saved' : 'saved';
  // What did not change is not read out again.
  if (chip.textContent !== state) chip.textContent = state;
  document.title = `${isDirty ? '• ' : ''}${file.path.split('/').at(-1) ?? ''} – playground`;
}

/** Fills the menus, and says beside the mapping what it listens to. */
export function fillMenus(session: Session, caught: readonly Caught[]): void {
  const { project, file, chosen, owns } = session;
  const types = typesOf(session);
  const mapping = mappingOf(file.path);
  fillFiles(byId('file', HTMLSelectElement), project, file.path);
  fillSamples(byId('sample', HTMLSelectElement), project.cases, {
    mapping,
    types,
    caught,
    chosen,
    owns: owns.length,
  });
  const on = mapping === undefined ? `seen through ${session.mapping}` : types.join(', ');
  byId('mapping-on', HTMLElement).textContent = on;
}
