import type { ExplainedSample } from './explain-cases.ts';

/** For programs. What a step's fields are fields of is written only where it is not the whole delivery. */
export function explanationsAsJson(mapping: string, told: readonly ExplainedSample[]): string {
  const samples = told.map(({ sample, explanation, ...rest }) => ({
    name: sample.name,
    delivery: sample.path,
    ...rest,
    ...(explanation === undefined ? {} : explanation),
  }));
  return JSON.stringify({ mapping, samples }, leaveOutDelivery, 2);
}

function leaveOutDelivery(this: unknown, key: string, value: unknown): unknown {
  return key === 'input' && isStepOfDelivery(this) ? undefined : value;
}

function isStepOfDelivery(holder: unknown): boolean {
  return typeof holder === 'object' && holder !== null && 'because' in holder && !('item' in holder);
}
