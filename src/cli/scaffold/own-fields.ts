import { envelopeFields, type TypeField } from '../types/type-fields.ts';

/** A field of a call, and the expression that gives it. */
export interface OwnField {
  readonly name: string;
  readonly expression: string;
}

/** More than this, and an author deletes most of it. */
const most = 8;

/** What a type itself says that fits into one field of a call: its own texts, numbers and references, not whole resources. */
export function ownFields(fields: readonly TypeField[]): readonly OwnField[] {
  return fields
    .flatMap((field): OwnField[] => {
      const [first = '', second, ...deeper] = field.path.split('.');
      // An Event has all that it says in one map.
      const name = first === 'data' ? second : second === undefined ? first : undefined;
      if (name === undefined || deeper.length > 0 || envelopeFields.has(name)) return [];
      const own = fieldFor(name, field);
      return own === undefined ? [] : [own];
    })
    .slice(0, most);
}

function fieldFor(name: string, { path, kind }: TypeField): OwnField | undefined {
  switch (kind) {
    case 'text':
      return { name, expression: `$present(${path})` };
    case 'number':
    case 'true or false':
      return { name, expression: path };
    case 'text by language':
      return { name, expression: `$localized(${path}, "en")` };
    case 'reference':
      return { name: `${name}Id`, expression: `${path}.id` };
    case 'reference by key':
      return { name: `${name}Key`, expression: `${path}.key` };
    default:
      return undefined;
  }
}
