/** What a JSONata signature such as `<s-nn?:s>` says of a call. https://docs.jsonata.org/embedding-extending#function-signature-syntax */
export interface Arity {
  readonly least: number;
  readonly most: number;
  /** The JSON type of the result, where the signature names one. */
  readonly returns: string | undefined;
}

const jsonTypes: Readonly<Record<string, string>> = {
  s: 'string',
  n: 'number',
  b: 'boolean',
  a: 'array',
  o: 'object',
  f: 'function',
  p: 'pattern',
};

export function arityOf(signature: string): Arity {
  const inner = signature.slice(1, -1);
  const flat = withoutSubtypes(inner);
  const [parameters = '', result] = flat.split(':');
  const kinds = [...parameters.matchAll(/(?:\([^)]*\)|[a-z])([?+-]?)/g)].map((match) => match[1] ?? '');
  const returns = result === undefined ? undefined : jsonTypes[result];
  const most = kinds.includes('+') ? Number.POSITIVE_INFINITY : kinds.length;
  return { least: kinds.filter((kind) => kind === '' || kind === '+').length, most, returns };
}

/** One parameter of a function. */
export interface Parameter {
  /** The JSON types that it takes, or that each item of its list has, with `function` and `pattern` beside them; nothing where it takes any. */
  readonly types: ReadonlySet<string> | undefined;
  readonly isList: boolean;
  readonly isOptional: boolean;
  /** Whether the value around the call stands in where it is left out. */
  readonly isContext: boolean;
}

/** What a signature says of each parameter. */
export function parametersOf(signature: string): readonly Parameter[] {
  // A pattern is a function to JSONata, which gives what it finds.
  const inner = signature.slice(1, -1).replace(/f<[^<>]*>|(?<=s)f(?=\))/g, 'p');
  const [parameters = ''] = inner.split(':');
  return [...parameters.matchAll(/\(([a-z]+)\)([?+-]?)|([a-z])(?:<([a-z])>)?([?+-]?)/g)].map(
    ([, group, ofGroup, kind = '', item, mark = ofGroup]) => {
      const kinds = (group ?? (kind === 'a' ? (item ?? 'x') : kind)).split('');
      const types = kinds.map((one) => jsonTypes[one]);
      const isAny = kinds.some((one) => 'xj'.includes(one));
      return {
        types: isAny ? undefined : new Set(types.flatMap((type) => type ?? [])),
        isList: kind === 'a',
        isOptional: mark === '?' || mark === '-',
        isContext: mark === '-',
      };
    },
  );
}

/** `a<s>` is an array for counting, whatever is in it. */
function withoutSubtypes(text: string): string {
  const shorter = text.replace(/<[^<>]*>/g, '');
  return shorter === text ? text : withoutSubtypes(shorter);
}
