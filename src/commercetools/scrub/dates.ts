import { type Draw, drawOne } from './draw.ts';

/** Another day, written in the same way: as valid as it was, and the 29th of February stays one. */
export function otherDay(date: string, draw: Draw): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  if (!isDay(year, month, day) || (month === 2 && day === 29))
    return `${pad(otherYear(year, draw), 4)}${date.slice(4)}`;
  return [pad(otherYear(year, draw), 4), pad(1 + draw(12), 2), pad(1 + draw(28), 2)].join('-');
}

/** Another day in a way of writing of which nobody knows whether the month comes first. */
export function otherLocalDay(date: string, draw: Draw): string {
  return date.replace(/\d+/g, (part) => {
    if (part.length === 4) return pad(otherYear(Number(part), draw), 4);
    return part.length === 2 ? pad(1 + draw(12), 2) : String(1 + draw(9));
  });
}

/** Another time of the day, as exact as it was; without its zone. */
export function otherTime(clock: string, draw: Draw): string {
  return clock.replace(/\.\d+|\d\d/g, (part, at: number) =>
    part.startsWith('.') ? part.replace(/\d/g, () => String(draw(10))) : pad(draw(at === 0 ? 24 : 60), 2),
  );
}

/** Never the same, and a leap year for a leap year. */
function otherYear(year: number, draw: Draw): number {
  const near = Array.from({ length: 2 * furthest + 1 }, (_, at) => year - furthest + at);
  const isLeap = isDay(year, 2, 29);
  return drawOne(
    near.filter((one) => one !== year && one > 0 && one <= 9_999 && isDay(one, 2, 29) === isLeap),
    draw,
  );
}

/** Years; a leap year has at least two others within them, also around 1900. */
const furthest = 12;

function isDay(year: number, month: number, day: number): boolean {
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, '0');
}
