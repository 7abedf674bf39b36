import { functions } from '../mapping/functions.ts';
import { builtIns } from '../mapping/language/built-ins.ts';

/** A function as an author is told of it. */
export interface FunctionWords {
  /** Without the `$`. */
  readonly name: string;
  /** How it is called. */
  readonly form: string;
  readonly lines: readonly string[];
}

const words: Readonly<Record<string, string>> = {
  s: 'text',
  n: 'number',
  b: 'true or false',
  a: 'list',
  o: 'map',
  f: 'function',
};

/** All functions that an expression may call: our own, with all that is written of them, then JSONata's. */
export const functionWords: readonly FunctionWords[] = [
  ...functions.map(({ name, parameters, summary, examples }) => ({
    name,
    form: `$${name}(${parameters.map((one) => one.name).join(', ')})`,
    lines: [
      summary,
      ...parameters.map((one) => `${one.name}: ${one.summary}`),
      ...examples
        .filter(({ result }) => result !== undefined)
        .slice(0, 1)
        .map(({ expression, result }) => `${expression} = ${JSON.stringify(result)}`),
    ],
  })),
  ...[...builtIns].map(([name, signature]) => ({
    name,
    form: `$${name}(${argumentsIn(signature)})`,
    lines: ['A function of JSONata: https://docs.jsonata.org'],
  })),
];

/** `<s-nn?:s>` → `text, number, number?`: https://docs.jsonata.org/embedding-extending#function-signature-syntax */
function argumentsIn(signature: string): string {
  const given = signature.slice(1).split(':')[0] ?? '';
  const kinds = [...given.matchAll(/(\([a-z]+\)|[a-z])(?:<[^>]*>)?([-+?]?)/g)];
  return kinds.map(([, kind = '', mark]) => `${wordOf(kind)}${mark === '?' ? '?' : ''}`).join(', ');
}

function wordOf(kind: string): string {
  return [...kind.replace(/[()]/g, '')].map((sign) => words[sign] ?? 'value').join(' or ');
}
