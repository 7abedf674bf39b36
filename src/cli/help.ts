import type { Command } from './command.ts';

/** What `mapper` alone says. */
export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'mapper: tells Segment what happens in commercetools, as the files in mappings/ say',
    '',
    'usage: mapper <command> [options]',
    '',
    'commands:',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'mapper <command> --help tells more',
  ].join('\n');
}

/** What `mapper <command> --help` says. */
export function helpOf({ name, summary, usage, options, example }: Command): string {
  const rows = [...options, { name: 'help', text: 'shows this' }].map((option) => ({
    left: `--${option.name}${'value' in option ? ` ${option.value}` : ''}`,
    text: option.text,
  }));
  const width = Math.max(...rows.map(({ left }) => left.length));
  return [
    `mapper ${name}: ${summary}`,
    '',
    `usage: mapper ${[name, ...(usage === '' ? [] : [usage])].join(' ')} [options]`,
    '',
    'options:',
    ...rows.map(({ left, text }) => `  ${left.padEnd(width)}  ${text}`),
    '',
    'example:',
    `  ${example}`,
  ].join('\n');
}
