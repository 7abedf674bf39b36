import type { Issue, IssueCode } from '../../report/issue.ts';
import type { JsonataError } from '../language/jsonata-error.ts';
import { runtimeWords } from './runtime-words.ts';
import { syntaxWords, whole } from './syntax-words.ts';

export interface Trouble {
  readonly code: IssueCode;
  /** 'error' where nothing is said. */
  readonly severity?: Issue['severity'];
  readonly message: string;
  readonly hint?: string;
}

const limits: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  D1011: ['it calls itself too deeply', 'a function must stop calling itself at some point'],
  D1012: [
    'it takes too long',
    'a function may call itself for ever, or a list may be walked for each item of another',
  ],
  D2014: ['a range is too large', 'a list may have at most 10,000 items'],
  D2015: ['a list in between is too long', 'a list may have at most 10,000 items'],
};

export function syntaxTrouble(error: JsonataError): Trouble {
  const [message, hint] = syntaxWords[String(error.code)]?.(error) ?? [
    `JSONata cannot read this (${String(error.code)})`,
    whole,
  ];
  return { code: 'expression-syntax', message, ...(hint === undefined ? {} : { hint }) };
}

export function runtimeTrouble(error: JsonataError): Trouble {
  const limit = limits[String(error.code)];
  if (limit !== undefined) return { code: 'limit-exceeded', message: limit[0], hint: limit[1] };
  const [message, hint] = runtimeWords[String(error.code)]?.(error) ?? [
    error.code === undefined
      ? 'JSONata could not go on here'
      : `JSONata stopped here (${String(error.code)})`,
    whole,
  ];
  return { code: 'expression-failed', message, ...(hint === undefined ? {} : { hint }) };
}
