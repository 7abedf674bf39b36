import { holds, type Result, type Row, type Target } from './result.ts';

/** A result as a person reads it. */
export function shown({ title, rows, targets }: Result): string {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const lines = [`## ${title}`, ...rows.map((row) => rowLine(row, width)), ...targets.map(targetLine)];
  return `${lines.join('\n')}\n\n`;
}

function rowLine({ name, value, unit, ratio }: Row, width: number): string {
  const multiple = ratio === undefined ? '' : `${figure(ratio)} ×`;
  return `  ${name.padEnd(width)} ${figure(value).padStart(10)} ${unit.padEnd(4)}${multiple.padStart(10)}`.trimEnd();
}

function targetLine(target: Target): string {
  const { name, found, least, most } = target;
  const bound = least === undefined ? `at most ${most}` : `at least ${least}`;
  return `  ${holds(target) ? 'ok  ' : 'FAIL'} ${name}: ${figure(found)} (${bound})`;
}

export function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
