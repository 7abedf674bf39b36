import type { Command } from './command.ts';
import { exitRows } from './exit-codes.ts';

/** What `mapper` alone says. */
export function overview(commands: readonly Command[]): string {
  return [
    'mapper: tells Segment what happens in commercetools, as the files in mappings/ say',
    '',
    'usage: mapper <command> [options]',
    '',
    'commands:',
    ...table(commands.map(({ name, summary }) => [name, summary])),
    '',
    'exit codes:',
    ...table(exitRows()),
    '',
    'mapper <command> --help and mapper help <command> tell more',
  ].join('\n');
}

/** What `mapper <command> --help` says; all commands in one form. */
export function helpOf({ name, summary, details, usage, options, exits, examples }: Command): string {
  const rows = [...options, { name: 'help', text: 'shows this' }].map(
    (option) => [`--${option.name}${'value' in option ? ` ${option.value}` : ''}`, option.text] as const,
  );
  return [
    `mapper ${name}: ${summary}`,
    '',
    ...(details.length > 0 ? [...details, ''] : []),
    `usage: mapper ${[name, ...(usage === '' ? [] : [usage])].join(' ')} [options]`,
    '',
    'options:',
    ...table(rows),
    '',
    'exit codes:',
    ...table(exitRows(exits)),
    '',
    examples.length === 1 ? 'example:' : 'examples:',
    ...examples.map(({ line, stays }) => `  ${line}${stays === true ? '   (Ctrl-C ends it)' : ''}`),
  ].join('\n');
}

function table(rows: readonly (readonly [string | number, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => String(left).length));
  return rows.map(([left, text]) => `  ${String(left).padEnd(width)}  ${text}`);
}
