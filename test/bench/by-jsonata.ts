import jsonata from 'jsonata';
import type { Field, FieldValue } from '../../src/mapping/fields.ts';

type Made = (input: unknown) => Promise<unknown>;

/** The same expressions of the same call, each evaluated by jsonata, one after the other. */
export function byJsonata(fields: readonly Field[]): Made {
  const made = fields.map(({ name, value }) => ({ name, make: makerOf(value) }));
  return async (input) => {
    const call: Record<string, unknown> = {};
    for (const { name, make } of made) {
      const value = await make(input);
      if (value !== undefined) call[name] = value;
    }
    return call;
  };
}

function makerOf(value: FieldValue): Made {
  if (value.kind === 'map') return byJsonata(value.fields);
  if (value.kind === 'constant') return async () => value.value;
  if (value.kind === 'list') throw new Error('no mapping of the measurements has a list in it');
  const program = jsonata(value.expression.source.text);
  return (input) => program.evaluate(input);
}
