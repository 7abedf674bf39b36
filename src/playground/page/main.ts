import type { Issue } from '../../report/issue.ts';
import type { Place } from '../../report/place.ts';
import type { ExplainAnswer, MapAnswer, OpenedFile, ProjectAnswer } from '../contract.ts';
import { ask } from './ask.ts';
import { comparison } from './comparison.ts';
import { showKeys } from './dialog.ts';
import { mappingEditor } from './editors.ts';
import { byId } from './elements.ts';
import { fillMenus, showFileState } from './headings.ts';
import { indexOf, markIssues } from './issue-marks.ts';
import { type Chosen, chosenBy } from './menus.ts';
import { news } from './news.ts';
import { notice } from './notice.ts';
import { resultPane } from './result-pane.ts';
import { sampleEditors } from './sample-editors.ts';
import { sampleOf } from './sample-of.ts';
import { saving } from './saving.ts';
import { emptySession, firstSample, mappingFor, newText, nextOwn, type Session, withOwn } from './session.ts';
import { listenToKeys } from './shortcuts.ts';
import { showExplanation } from './show-explanation.ts';
import { showIssues } from './show-issues.ts';
import { singleFlight } from './single-flight.ts';
import { type Asking, explainWord } from './word-help.ts';

const fileSelect = byId('file', HTMLSelectElement);
const sampleSelect = byId('sample', HTMLSelectElement);

let session: Session = emptySession;
/** Counts the changes of both texts. */
let revision = 0;

const asking: Asking = (text, offset) => ({
  edited: { path: session.file.path, text },
  mapping: session.mapping,
  offset,
});
const mapping = mappingEditor(byId('mapping-editor', HTMLElement), asking, () => changed());
const samples = sampleEditors(() => {
  if (session.chosen.kind !== 'own') {
    session = { ...session, chosen: nextOwn(session) };
    fill();
  }
  changed();
}, mapping.insert);

const isDirty = () => mapping.text() !== session.file.saved || session.file.hash === undefined;
const edited = () => ({ path: session.file.path, text: mapping.text() });
const ownText = () => ({ text: samples.texts().sample, fetched: samples.texts().fetched });
const withSample = () => ({ edited: edited(), mapping: session.mapping, ...samples.texts() });

function changed(): void {
  revision += 1;
  showState();
  update();
}

/** Asks for the result of what is in the editors, and shows it. */
const update = singleFlight(async () => {
  if (session.file.path === '') return;
  const asked = revision;
  const began = performance.now();
  const answer = await ask<MapAnswer>('map', withSample());
  if (!answer.ok) return notice(answer.refusal.error);
  show(answer.value);
  byId('latency', HTMLElement).textContent = `${Math.round(performance.now() - began)} ms`;
  document.body.dataset['shown'] = String(asked);
});

const compare = comparison({
  asked: () => ({ edited: edited(), mapping: session.mapping }),
  isSaved: () => !isDirty(),
  show: (nodes) => result.fill('difference', nodes),
  onCase: ({ mapping: of, name }) => void choose({ kind: 'case', mapping: of, name }),
});

const explain = singleFlight(async () => {
  const answer = await ask<ExplainAnswer>('explain', withSample());
  if (!answer.ok) return notice(answer.refusal.error);
  result.fill('explain', showExplanation(answer.value, goToPlace));
});

const result = resultPane(
  [
    { id: 'difference', text: 'Difference', ask: compare.ask },
    { id: 'explain', text: 'Explain', ask: explain },
  ],
  goTo,
);

function show(answer: MapAnswer): void {
  const { outcome, issues, sampleIssues } = answer;
  const all = [...issues, ...(outcome.status === 'failed' ? outcome.failure.issues : [])];
  markIssues(mapping.view, all, session.file.path);
  samples.mark([...all, ...sampleIssues]);
  const listed = [...issues, ...sampleIssues];
  const list = byId('issues', HTMLElement);
  const before = list.offsetHeight;
  list.replaceChildren(...(listed.length === 0 ? [] : [showIssues(listed, goTo)]));
  // A list that grows must not cover the line that is being written.
  if (list.offsetHeight > before && mapping.view.hasFocus) mapping.showCursor();
  result.show(answer);
}

/** Puts the cursor where an issue is. */
function goTo({ place }: Issue): void {
  if (place !== undefined) goToPlace(place);
}

function goToPlace(place: Place): void {
  const ofSample = samples.at(place.file);
  if (ofSample === undefined && place.file !== session.file.path) return void open(place.file);
  const { view } = ofSample ?? mapping;
  view.dispatch({
    selection: { anchor: indexOf(view.state.doc, place.line, place.column) },
    scrollIntoView: true,
  });
  view.focus();
}

function showState(): void {
  showFileState(session, isDirty());
}

function fill(): void {
  fillMenus(session, follow.caught());
  showState();
}

/** Opens a file, after asking about changes that would be lost. */
async function open(path: string): Promise<void> {
  if (isDirty() && session.file.path !== '' && !(await save.mayLeave())) return fill();
  const answer = await ask<OpenedFile>('file', { path });
  if (!answer.ok) return notice(answer.refusal.error);
  await take(answer.value);
}

/** Puts a text into the editor as that of its file; keeps the sample where it fits. */
async function take({ path, text, hash }: { path: string; text: string; hash?: string }): Promise<void> {
  const isSame = session.file.path === path;
  session = { ...session, file: { path, saved: text, ...(hash === undefined ? {} : { hash }) } };
  if (isSame) mapping.replace(text);
  else {
    mapping.open(text);
    result.forget();
    return choose(firstSample(session));
  }
  fill();
  changed();
}

async function choose(chosen: Chosen): Promise<void> {
  const kept = withOwn(session, ownText());
  session = { ...kept, chosen, mapping: mappingFor(kept, chosen) };
  fill();
  const opened = await sampleOf(chosen, session);
  // Another one has been chosen meanwhile.
  if (session.chosen !== chosen || opened === undefined) return;
  samples.open(opened);
  changed();
}

async function readProject(): Promise<void> {
  const answer = await ask<ProjectAnswer>('project', {});
  if (!answer.ok) return notice(answer.refusal.error);
  session = { ...session, project: answer.value };
}

const save = saving({
  session: () => session,
  text: () => mapping.text(),
  sample: samples.texts,
  isDirty,
  onSaved: async (file) => {
    session = { ...session, file };
    await readProject();
    fill();
    update();
  },
  onCase: async (chosen) => {
    await readProject();
    await choose(chosen);
  },
  onTold: (hash) => follow.isTold(hash),
  onOpen: (file) => void take(file),
});

const follow = news({
  session: () => session,
  text: () => mapping.text(),
  isDirty,
  onDisk: (file) => void take(file),
  onKeep: (hash) => {
    const { path, saved } = session.file;
    session = { ...session, file: { path, saved, ...(hash === undefined ? {} : { hash }) } };
    showState();
  },
  onProject: async () => {
    await readProject();
    fill();
    changed();
  },
  onCaught: fill,
  onShow: (id) => void choose({ kind: 'caught', id }),
});

fileSelect.addEventListener('change', () => void open(fileSelect.value));
sampleSelect.addEventListener('change', () => void choose(chosenBy(sampleSelect.value)));
byId('save', HTMLButtonElement).addEventListener('click', () => void save.file());
byId('save-case', HTMLButtonElement).addEventListener('click', save.testCase);
byId('new-file', HTMLButtonElement).addEventListener('click', save.newFile);
byId('help-button', HTMLButtonElement).addEventListener('click', showKeys);
byId('catch', HTMLButtonElement).addEventListener('click', follow.explainCatching);
byId('paste', HTMLButtonElement).addEventListener('click', () => {
  session = withOwn(session, ownText());
  void choose(nextOwn(session)).then(() => samples.sample.view.focus());
});
window.addEventListener('beforeunload', (event) => {
  if (isDirty() && session.file.path !== '') event.preventDefault();
});
listenToKeys({
  save: () => void save.file(),
  saveCase: save.testCase,
  help: showKeys,
  word: () => void explainWord(mapping.view, asking),
  tab: result.choose,
  panes: [
    { element: byId('mapping-pane', HTMLElement), focus: () => mapping.view.focus() },
    { element: byId('sample-pane', HTMLElement), focus: () => samples.sample.view.focus() },
    { element: byId('result-pane', HTMLElement), focus: result.focus },
  ],
});

/** What is opened where a person has not chosen yet. */
const firstFile = 'mappings/customer.created.yaml';

async function begin(): Promise<void> {
  await readProject();
  const paths = session.project.files.map(({ path }) => path);
  const path = paths.includes(firstFile) ? firstFile : paths[0];
  if (path !== undefined) await open(path);
  else {
    await take({ path: firstFile, text: newText(firstFile, []) });
    notice('There is no mapping yet. This is one to begin with: it is written when you save it.');
  }
  mapping.view.focus();
  follow.begin();
}

void begin();
