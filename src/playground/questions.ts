import { readAuthored } from '../node/authored-files.ts';
import { casePath } from '../node/case-files.ts';
import type { JsonSchema } from '../schema.ts';
import { type Answered, done, refused } from './answered.ts';
import { compareSamples } from './compare.ts';
import { complete } from './complete.ts';
import type {
  AcceptQuestion,
  CursorQuestion,
  ExplainQuestion,
  MapQuestion,
  NewsQuestion,
  OpenedSample,
  SaveCaseQuestion,
  SaveQuestion,
} from './contract.ts';
import { explainFields } from './explain-fields.ts';
import { hover } from './hover.ts';
import { mapSample } from './map-sample.ts';
import { news } from './news.ts';
import { acceptSnapshots, openFile, saveFile } from './save.ts';
import { saveCase } from './save-case.ts';
import { showProject } from './show-project.ts';
import type { Workbench } from './workbench.ts';

/** One kind of question of the page: what its JSON must be, and what answers it. */
export interface Question {
  readonly form: JsonSchema;
  readonly answer: (bench: Workbench, asked: unknown) => Promise<Answered<unknown>>;
}

const text: JsonSchema = { type: 'string' };
const edited = fields({ path: text, text });

/** The questions by the names that stand behind `/api/`. A question that has not its form is not answered. */
export const questions: ReadonlyMap<string, Question> = new Map([
  ['project', question<unknown>(fields({}), async (bench) => done(await showProject(bench)))],
  [
    'file',
    question<{ path: string }>(fields({ path: text }), async (bench, { path }) => {
      const file = await openFile(bench, path);
      return file === undefined ? refused(404, 'There is no such file in mappings/.') : done(file);
    }),
  ],
  [
    'sample',
    question<{ mapping: string; name: string }>(
      fields({ mapping: text, name: text }),
      async ({ root }, { mapping, name }) => {
        const file = await readAuthored(root, casePath(mapping, name, 'delivery'));
        if (file === undefined) return refused(404, 'There is no such sample.');
        const fetched = await readAuthored(root, casePath(mapping, name, 'fetched'));
        return done<OpenedSample>({ text: file.text, ...(fetched && { fetched: fetched.text }) });
      },
    ),
  ],
  [
    'caught',
    question<{ id: number }>(fields({ id: { type: 'integer' } }), async ({ caught }, { id }) => {
      const kept = caught.textOf(id);
      return kept === undefined ? refused(404, 'That delivery is no longer kept.') : done({ text: kept });
    }),
  ],
  [
    'map',
    question<MapQuestion>(
      fields({ edited, mapping: text }, { sample: text, fetched: text }),
      async (bench, asked) => done(await mapSample(bench, asked)),
    ),
  ],
  [
    'compare',
    question<MapQuestion>(fields({ edited, mapping: text }), async (bench, asked) =>
      done(await compareSamples(bench, asked)),
    ),
  ],
  [
    'explain',
    question<ExplainQuestion>(
      fields({ edited, mapping: text, sample: text }, { fetched: text }),
      async (bench, asked) => done(await explainFields(bench, asked)),
    ),
  ],
  [
    'save',
    question<SaveQuestion>(
      fields({ edited }, { opened: text, overwrite: { type: 'boolean' } }),
      writing(saveFile),
    ),
  ],
  [
    'save-case',
    question<SaveCaseQuestion>(
      fields(
        { mapping: text, name: text, sample: text },
        { fetched: text, scrub: { type: 'boolean' }, overwrite: { type: 'boolean' } },
      ),
      writing(saveCase),
    ),
  ],
  [
    'accept',
    question<AcceptQuestion>(fields({ mappings: { type: 'array', items: text } }), writing(acceptSnapshots)),
  ],
  [
    'news',
    question<NewsQuestion>(fields({ path: text }), async (bench, asked) => done(await news(bench, asked))),
  ],
  [
    'complete',
    question<CursorQuestion>(
      fields({ edited, mapping: text, offset: { type: 'integer', minimum: 0 } }),
      async (bench, asked) => done(await complete(bench, asked)),
    ),
  ],
  [
    'hover',
    question<CursorQuestion>(
      fields({ edited, mapping: text, offset: { type: 'integer', minimum: 0 } }),
      async (bench, asked) => done(await hover(bench, asked)),
    ),
  ],
]);

/** What writes waits for its turn. */
function writing<Asked>(write: (bench: Workbench, asked: Asked) => Promise<Answered<unknown>>): typeof write {
  return (bench, asked) => bench.inTurn(() => write(bench, asked));
}

/** The form has been checked before the question is answered. */
function question<Asked>(
  form: JsonSchema,
  answer: (bench: Workbench, asked: Asked) => Promise<Answered<unknown>>,
): Question {
  return { form, answer: (bench, asked) => answer(bench, asked as Asked) };
}

function fields(required: Readonly<Record<string, JsonSchema>>, optional: typeof required = {}): JsonSchema {
  return {
    type: 'object',
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: false,
  };
}
