/**
 * A call that the author of a mapping must mend. The message is a sentence with names and types, never a value of
 * a delivery; the hint says what to do.
 */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}
