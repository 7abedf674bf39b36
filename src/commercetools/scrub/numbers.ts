import { type Draw, remembering } from './draw.ts';

/** Gives a number another with the same sign and the same digits before and behind the point; the same for the same. */
export function numberLookAlikes(draw: Draw): (value: number) => number {
  const known = remembering((written) => {
    const [, sign = '', whole = '', fraction = '', power = ''] =
      /^(-?)(\d+)(?:\.(\d+))?(e.*)?$/.exec(written) ?? [];
    // Neither a zero at the beginning nor one at the end would still be a digit of the number.
    const firm = (digits: string) => [...digits].map((digit) => 1 + ((Number(digit) + draw(8)) % 9)).join('');
    const before = whole === '0' ? '0' : firm(whole);
    return `${sign}${before}${fraction === '' ? '' : `.${firm(fraction)}`}${power}`;
  });
  return (value) => Number(known(String(value)));
}
