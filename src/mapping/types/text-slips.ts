import type { Trouble } from '../expression/expression-trouble.ts';
import type { Ast } from '../language/ast.ts';
import type { OnSlip } from './walk.ts';

/** Tells of texts and numbers that are given to a function in a way that makes the same of every delivery. */
export function textSlips(name: string, [first, second]: readonly Ast[], onSlip: OnSlip): void {
  if (name === 'default' && isWritten(first)) onSlip(first, neverStandsIn);
  if (name === 'lookup' && first?.type === 'string') onSlip(first, noTable);
  if (second?.type !== 'string') return;
  const text = String(second.value);
  if (name === 'fromMillis' && !text.includes('[')) onSlip(second, noPicture);
  if (taking.includes(name) && /^\/.+\/[im]*$/.test(text)) onSlip(second, noPattern);
}

/** Functions that take a text or a pattern. */
const taking = ['contains', 'split', 'replace'];

function isWritten(node: Ast | undefined): node is Ast {
  return node?.type === 'string' || node?.type === 'number';
}

const neverStandsIn = slip(
  'this is always there, so that nothing ever stands in for it',
  'what stands in comes second: $default(customer.locale, "en")',
);

const noTable = slip(
  'a text holds nothing that could be looked up',
  'the name of a table is written with $ and without quotes, that of a field without both',
);

const noPicture = slip(
  'nothing in this text stands for a part of the time',
  'write each part in brackets, such as "[D01].[M01].[Y]"',
);

const noPattern = slip(
  'a pattern in quotes is a text like others, slashes included',
  'write it without the quotes, such as /[0-9]+/',
);

function slip(message: string, hint: string): Trouble {
  return { code: 'constant-condition', severity: 'warning', message, hint };
}
