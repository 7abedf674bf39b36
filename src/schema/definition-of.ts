/** What a reference within a schema means; nothing where it is none to one of its definitions. */
export function definitionOf(root: Readonly<Record<string, unknown>>, ref: string): unknown {
  const name = /^#\/definitions\/([^/]+)$/.exec(ref)?.[1] ?? '';
  return (root['definitions'] as Readonly<Record<string, unknown>> | undefined)?.[name];
}
