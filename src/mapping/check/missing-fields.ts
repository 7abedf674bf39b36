import type { Issue } from '../../report/issue.ts';
import type { Place } from '../../report/place.ts';
import type { Field, FieldValue } from '../fields.ts';
import { fieldOf, requiredFields, type Shape } from '../types/shape.ts';

/** The parts of a call that no mapping needs to write. */
const madeByEngine = ['type', 'timestamp'];

/** What a call must have by its shapes, and no field of the mapping gives; `place` is that of the call. */
export function missingFields(
  fields: readonly Field[],
  place: Place,
  shapes: readonly Shape[],
): readonly Issue[] {
  const present = new Set([...fields.map(({ name }) => name), ...madeByEngine]);
  return missingIn(fields, place, shapes, present);
}

function missingIn(
  fields: readonly Field[],
  place: Place,
  shapes: readonly Shape[],
  present: ReadonlySet<string> = new Set(fields.map(({ name }) => name)),
): readonly Issue[] {
  const required = new Set(shapes.flatMap(requiredFields).filter((name) => !present.has(name)));
  const requiring = (name: string) => shapes.filter((shape) => requiredFields(shape).includes(name));
  return [
    ...[...required].map((name) => missing(name, place, requiring(name))),
    ...fields.flatMap(({ name, place: at, value }) => missingInside(value, at, knownShapes(shapes, name))),
  ];
}

function missingInside(value: FieldValue, place: Place, shapes: readonly Shape[]): readonly Issue[] {
  if (value.kind === 'map') return missingIn(value.fields, place, shapes);
  return value.kind === 'list' ? value.items.flatMap((item) => missingInside(item, item.place, shapes)) : [];
}

function missing(name: string, place: Place, shapes: readonly Shape[]): Issue {
  const texts = knownShapes(shapes, name).flatMap(({ schemas }) =>
    schemas.map(({ description }) => description),
  );
  const text = texts.find((one) => typeof one === 'string');
  const hint = `add it${text === undefined ? '' : `: ${text}`}`;
  return {
    code: 'output-invalid',
    severity: 'error',
    message: `the key "${name}" is missing`,
    place,
    hint,
  };
}

function knownShapes(shapes: readonly Shape[], name: string): readonly Shape[] {
  return shapes.flatMap((shape) => {
    const found = fieldOf(shape, name);
    return found.status === 'known' ? found.shape : [];
  });
}
