import { bail } from './meter.ts';
import { isNumber } from './value.ts';

/** Nothing where one side is nothing; what is neither nothing nor a number is an error. */
function both(left: unknown, right: unknown): boolean {
  if (left !== undefined && !isNumber(left)) bail();
  if (right !== undefined && !isNumber(right)) bail();
  return left !== undefined && right !== undefined;
}

export function add(left: unknown, right: unknown): number | undefined {
  return both(left, right) ? (left as number) + (right as number) : undefined;
}

export function subtract(left: unknown, right: unknown): number | undefined {
  return both(left, right) ? (left as number) - (right as number) : undefined;
}

export function multiply(left: unknown, right: unknown): number | undefined {
  return both(left, right) ? (left as number) * (right as number) : undefined;
}

export function divide(left: unknown, right: unknown): number | undefined {
  return both(left, right) ? (left as number) / (right as number) : undefined;
}

export function remainder(left: unknown, right: unknown): number | undefined {
  return both(left, right) ? (left as number) % (right as number) : undefined;
}

export function negate(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  return isNumber(value) ? -value : bail();
}

/** Whether two values can be put in order: two numbers or two texts. */
function comparable(left: unknown, right: unknown): boolean {
  if (!isOrdered(left) || !isOrdered(right)) bail();
  if (left === undefined || right === undefined) return false;
  return typeof left === typeof right || bail();
}

function isOrdered(value: unknown): boolean {
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'undefined';
}

export function less(left: unknown, right: unknown): boolean | undefined {
  return comparable(left, right) ? (left as number) < (right as number) : undefined;
}

export function lessOrEqual(left: unknown, right: unknown): boolean | undefined {
  return comparable(left, right) ? (left as number) <= (right as number) : undefined;
}

export function greater(left: unknown, right: unknown): boolean | undefined {
  return comparable(left, right) ? (left as number) > (right as number) : undefined;
}

export function greaterOrEqual(left: unknown, right: unknown): boolean | undefined {
  return comparable(left, right) ? (left as number) >= (right as number) : undefined;
}
