import { afterAll, beforeAll } from 'vitest';

/** jsonata notes a stack with each error, which takes most of the time and is not read here: the tests of a file go without. */
export function withoutStacks(): void {
  const { stackTraceLimit } = Error;
  beforeAll(() => {
    Error.stackTraceLimit = 0;
  });
  afterAll(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });
}
