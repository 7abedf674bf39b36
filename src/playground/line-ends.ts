/** A text as the editor has it: every line ends in the same way, however it does on disk. */
export function editable(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** The text of the editor with the line ends of the file that it is written over, so that only what was edited differs. */
export function withLineEndsOf(onDisk: string | undefined, text: string): string {
  return /^[^\n]*\r\n/.test(onDisk ?? '') ? editable(text).replaceAll('\n', '\r\n') : text;
}
