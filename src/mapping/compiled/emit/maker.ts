import { member } from './escape.ts';

/** A field of an object that is made; open where it may have no value, and is left out then. */
export interface MadeField {
  readonly name: string;
  readonly isOpen: boolean;
}

/**
 * A function that makes an object of the values of its fields; `maker` is what the runtime's function for it is called. V8
 * keeps at most 1,536 ways in which an empty object grew its first field, for the whole process: where deliveries have
 * objects whose keys are ids, they are soon used up, and what begins as `{}` gets a form of its own each time, which makes
 * it three times as slow to make. A function of its own begins with nobody else's object. Nor does V8 count what becomes of its
 * objects, as it does for each `{ … }`: those of which most outlived a collection it makes among the old ones from then
 * on, which takes four times as long.
 * https://github.com/nodejs/node/blob/v24.x/deps/v8/src/objects/transitions.h (kMaxNumberOfTransitions)
 * https://github.com/nodejs/node/blob/v24.x/deps/v8/src/heap/pretenuring-handler.h
 */
export function emitMaker(maker: string, fields: readonly MadeField[]): string {
  const values = fields.map((_, index) => `v${index}`);
  const puts = fields.map(({ name, isOpen }, index) => {
    const put = `${member('this', name)} = v${index};`;
    return isOpen ? `if (v${index} !== undefined) ${put}` : put;
  });
  return `${maker}(function (${values.join(', ')}) { ${puts.join(' ')} })`;
}
