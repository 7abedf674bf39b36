/**
 * Under it an answer keeps its text, for a server of ours that writes it as it is: to read it again from the answer's stream
 * takes longer than to map the delivery. Any other server takes the answer for the Response that it is.
 */
export const answerText: unique symbol = Symbol.for('commercetools-segment-mapper.answer-text');

interface Init {
  readonly status?: number;
  /** Beside the content type, or with another one. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A Response of JSON. */
export function jsonAnswer(body: object, { status = 200, headers = {} }: Init = {}): Response {
  const text = JSON.stringify(body);
  const answer = new Response(text, { status, headers: { 'content-type': 'application/json', ...headers } });
  return Object.defineProperty(answer, answerText, { value: text });
}
