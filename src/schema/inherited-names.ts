const inherited = Object.getOwnPropertyNames(Object.prototype).map((name) => `"${name}"`);

/** Whether a schema, as JSON, holds a name that every object has, such as `constructor`: it may be that of a field. */
export function holdsInheritedName(schema: string): boolean {
  return inherited.some((name) => schema.includes(name));
}
