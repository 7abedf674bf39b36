import { expect, test } from 'vitest';
import { checkExpression } from '../../src/mapping/check/check-expression.ts';
import { compileExpression } from '../../src/mapping/expression/expression.ts';
import type { Inferred } from '../../src/mapping/types/inferred.ts';

/** Names of which each can be asked for, and that nobody goes through. */
class Asked extends Map<string, Inferred> {
  passes = 0;
  override keys() {
    this.passes++;
    return super.keys();
  }
  override entries() {
    this.passes++;
    return super.entries();
  }
  override [Symbol.iterator]() {
    return this.entries();
  }
}

test.each([
  ['$email', 0],
  ['$email & (customer.(city; $x := 1; $email & $x)) & $map([1], function($v) { $v & $email })', 0],
  ['customer.addresses[city = $email]', 0],
  ['$emial', 1],
] as const)('%s goes through all names of a mapping only where one is wrong', (text, passes) => {
  const names = new Asked([['email', {}]]);
  const placeAt = (index: number) => ({ file: 'f.yaml', line: 1, column: index + 1 });
  const compiled = compileExpression({ text, placeAt });
  if (!compiled.ok) throw new Error(compiled.issue.message);
  expect(checkExpression(compiled.expression, [], [names]).issues).toHaveLength(passes);
  expect(names.passes > 0).toBe(passes > 0);
});
