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

/** `a<s>` is an array for counting, whatever is in it. */
function withoutSubtypes(text: string): string {
  const shorter = text.replace(/<[^<>]*>/g, '');
  return shorter === text ? text : withoutSubtypes(shorter);
}
