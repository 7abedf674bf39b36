import type { Draw } from '../../../src/commercetools/scrub/draw.ts';

/** Chance that is the same in every run: a linear congruential generator with the constants of Numerical Recipes. */
export function drawn(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
