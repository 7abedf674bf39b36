import type { Page } from '../node/bundle-page.ts';
import type { Result } from '../report/failure.ts';
import { compileSchema } from '../schema.ts';
import type { Answer, Answering } from '../webhook/http-answer.ts';
import type { Incoming } from '../webhook/incoming.ts';
import { parseJson } from '../webhook/parse-json.ts';
import { decodeText, readBody } from '../webhook/read-body.ts';
import { type Admission, admitHost, admitOrigin, admitQuestion, isSame } from './admit.ts';
import { json, pageFile } from './answers.ts';
import { questions } from './questions.ts';
import type { Workbench } from './workbench.ts';

export interface Served {
  readonly bench: Workbench;
  readonly page: Page;
  readonly admission: Admission;
}

/** Milliseconds in which a body must be there. */
const patience = 10_000;

/** Answers the page and its questions, and catches deliveries. Says of trouble what it is; its texts reach no log. */
export function routes({ bench, page, admission }: Served): Answering {
  const known = new Map(
    [...questions].map(([name, { form, answer }]) => [name, { check: compileSchema(form), answer }]),
  );
  const ask = async (name: string, request: Incoming): Promise<Answer> => {
    const refused = admitQuestion(request, admission);
    if (refused !== undefined) return json(refused.status, { error: refused.reason });
    const question = known.get(name);
    if (question === undefined) return json(404, { error: 'there is no such question' });
    if (request.method !== 'POST') return json(405, { error: 'questions come by POST' });
    const body = await bodyOf(request);
    if (!body.ok) return failed(body);
    if (question.check(body.value).length > 0)
      return json(400, { error: 'the question has not the form it must have' });
    const answered = await question.answer(bench, body.value);
    return answered.status === 'done' ? json(200, answered.value) : json(answered.http, answered.refusal);
  };
  return async (request) => {
    const { pathname } = new URL(request.url);
    const [, room, name = ''] = /^\/(api|catch)\/([^/]+)$/.exec(pathname) ?? [];
    // Whoever follows a link to the page itself comes from elsewhere, and gets nothing of the project.
    const refused = admitHost(request, admission) ?? (room === undefined ? undefined : admitOrigin(request));
    if (refused !== undefined) return json(refused.status, { error: refused.reason });
    try {
      if (room === 'api') return await ask(name, request);
      if (room === 'catch' && isSame(name, admission.catchKey)) return await catchDelivery(request, bench);
    } catch (error) {
      return json(500, { error: error instanceof Error ? error.message : 'the question failed' });
    }
    const file = request.method === 'GET' ? pageFile(pathname, page) : undefined;
    return file ?? json(404, { error: 'there is nothing here' });
  };
}

/** Answers as a queue wants it: 200 where it was taken, so that it is not sent again. */
async function catchDelivery(request: Incoming, { caught }: Workbench): Promise<Answer> {
  if (request.method !== 'POST') return json(405, { error: 'a delivery comes by POST' });
  const body = await bodyOf(request);
  if (!body.ok) return failed(body);
  const { kept, failure } = caught.add(body.value, request.headers);
  if (kept > 0) return json(200, { status: 'caught', deliveries: kept });
  return json(400, { error: failure?.detail ?? 'there is no delivery in it' });
}

async function bodyOf(request: Incoming): Promise<Result<unknown>> {
  const bytes = await readBody(request, () => patience);
  const text = bytes.ok ? decodeText(bytes.value) : bytes;
  return text.ok ? parseJson(text.value) : text;
}

function failed(result: Exclude<Result<unknown>, { ok: true }>): Answer {
  const { code, detail } = result.failure;
  return json(code === 'body-too-large' ? 413 : 400, { error: detail });
}
