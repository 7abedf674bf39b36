/** What the documentation says of a function: its record in the engine has all of it. */
export interface DocumentedFunction {
  readonly name: string;
  readonly summary: string;
  readonly parameters: readonly { readonly name: string; readonly summary: string }[];
  readonly examples: readonly DocumentedExample[];
}

interface DocumentedExample {
  readonly expression: string;
  readonly input?: unknown;
  readonly result?: unknown;
  readonly failure?: string;
}

const begin = '<!-- functions -->';
const end = '<!-- /functions -->';

/** A page with everything between its two markers written anew from the functions' records. */
export function withFunctions(page: string, functions: readonly DocumentedFunction[]): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page needs ${begin} and, below it, ${end}`);
  return `${page.slice(0, from + begin.length)}\n\n${functions.map(describe).join('\n\n')}\n\n${page.slice(to)}`;
}

function describe({ name, summary, parameters, examples }: DocumentedFunction): string {
  return [
    `### $${name}(${parameters.map((parameter) => parameter.name).join(', ')})`,
    '',
    summary,
    '',
    ...parameters.map((parameter) => `- \`${parameter.name}\`: ${parameter.summary}`),
    '',
    '| expression | with | gives |',
    '|---|---|---|',
    ...examples.map(exampleRow),
  ].join('\n');
}

function exampleRow({ expression, input, result, failure }: DocumentedExample): string {
  const given = input === undefined ? '' : code(JSON.stringify(input));
  const told = failure === undefined ? resultCell(result) : `error: ${cell(failure)}`;
  return `| ${code(expression)} | ${given} | ${told} |`;
}

function resultCell(result: unknown): string {
  return result === undefined ? '*nothing*' : code(JSON.stringify(result));
}

function code(text: string): string {
  return `\`${cell(text)}\``;
}

/** A bar would end the cell, inside code too. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
