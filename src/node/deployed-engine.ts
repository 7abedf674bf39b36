import type { Engine } from '../mapping/expression/engine.ts';
import { differenceLine } from '../webhook/difference-line.ts';
import { readEngine } from './environment.ts';
import type { Variables } from './variables.ts';

/**
 * The engine that the environment names, and the usual one where it names none that there is: every delivery is refused
 * then, by the settings. `log` takes one line for each difference that a shadow finds.
 */
export function deployedEngine(log: (line: string) => void, variables: Variables = process.env): Engine {
  const name = readEngine(variables);
  return {
    name: name.ok ? name.value : 'compiled',
    onDifference: (difference) => log(differenceLine(difference)),
  };
}
