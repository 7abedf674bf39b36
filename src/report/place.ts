/** A place in a file that a person wrote. Line and column begin at 1, as editors count. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `mappings/customer.created.yaml:12:7`, a form that terminals and editors make clickable. */
export function showPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/** What a mapping, a table or a shared file is called by its path: without the folder and `.yaml`. */
export function yamlName(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/\.yaml$/, '');
}
