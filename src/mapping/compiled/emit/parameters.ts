import type { Kind } from './module.ts';

/** One parameter of a function, as its signature has it: https://docs.jsonata.org/embedding-extending */
export interface Parameter {
  /** One letter, or several of which one must fit: s, n, b, o, a, f, j, x. */
  readonly types: string;
  /** What a list must hold. */
  readonly items?: string;
  readonly isOptional: boolean;
  /** Whether it takes all that follows. */
  readonly isRepeated: boolean;
}

const part = /(?:\(([a-z]+)\)|([a-z]))(?:<((?:[^<>]|<[^<>]*>)*)>)?([-?+]*)/g;

export function parametersOf(signature: string): readonly Parameter[] {
  const inside = signature.slice(1, -1);
  const list = inside.replace(/:[^:<>]*(<[^<>]*>)?$/, '');
  return [...list.matchAll(part)].map(([, several, one, items, signs = '']) => ({
    types: several ?? one ?? '',
    isOptional: signs.includes('?'),
    isRepeated: signs.includes('+'),
    ...(items === undefined ? {} : { items }),
  }));
}

/** What a function gives, where its signature says so. It may be nothing. */
export function resultOf(signature: string): Kind {
  const letter = /:([a-z])[^:]*$/.exec(signature)?.[1];
  return letter === 's' ? 'text' : letter === 'n' ? 'number' : letter === 'b' ? 'boolean' : 'any';
}
