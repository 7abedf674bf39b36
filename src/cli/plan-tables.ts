import type { MappedField, Mapping } from '../mapping/catalog.ts';
import { fieldOf, itemShape, rootShape, type Shape, typesOf } from '../mapping/types/shape.ts';
import type { Place } from '../report/place.ts';
import type { PlannedCalls } from '../segment/tracking-plan.ts';
import { dotted } from './dotted.ts';

/** Calls of one kind: as the mappings send them; without fields, as a schema describes them. */
export interface Planned extends PlannedCalls {
  readonly fields: readonly MappedField[];
  /** Of the event's schema. */
  readonly eventFile?: string;
}

/** The plan as Markdown: a table of all fields, and one of the named values that their expressions use. */
export function planTables(all: readonly Planned[], mappings: readonly Mapping[]): string {
  const names = mappings.flatMap((mapping) =>
    mapping.names.map(({ name, expression, place }) => [code(`$${name}`), code(expression), at(place)]),
  );
  return [
    ...table(['call', 'field', 'type', 'needed', 'expression', 'from'], all.flatMap(rowsOf)),
    ...(names.length === 0 ? [] : ['', ...table(['name', 'expression', 'from'], names)]),
  ].join('\n');
}

function rowsOf(planned: Planned): readonly (readonly string[])[] {
  const { type, event, fields, eventFile = '' } = planned;
  const call = cell(event === undefined ? type : `${type} ${event}`);
  if (fields.length === 0)
    return describedFields(planned).map(({ path, types, required }) => [
      call,
      code(path),
      types,
      needed(required),
      '*not sent*',
      eventFile,
    ]);
  return fields.map(({ path, types, optional, expression, place }) => [
    call,
    code(dotted(path)),
    typeWords(types),
    needed(!optional),
    code(expression),
    at(place),
  ]);
}

interface DescribedField {
  readonly path: string;
  readonly types: string;
  readonly required: boolean;
}

/** What the schema of an event says of its properties. */
function describedFields({ eventSchema = {} }: Planned): readonly DescribedField[] {
  const found = fieldOf(rootShape(eventSchema), 'properties');
  return found.status === 'known' ? below(found.shape, 'properties') : [];
}

function below(shape: Shape, path: string): readonly DescribedField[] {
  const [schema = {}] = shape.schemas;
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.keys((schema['properties'] ?? {}) as object).flatMap((name) => {
    const found = fieldOf(shape, name);
    if (found.status !== 'known') return [];
    const types = typeWords([...(typesOf(found.shape) ?? [])]);
    const own = { path: `${path}.${name}`, types, required: required.includes(name) };
    return types === 'array' ? [own, ...below(itemShape(found.shape), `${own.path}[]`)] : [own];
  });
}

function needed(required: boolean): string {
  return required ? 'required' : 'optional';
}

function typeWords(types: readonly string[] | undefined): string {
  return types === undefined || types.length === 0 ? 'any' : types.join(' or ');
}

function at({ file, line }: Place): string {
  return `${file}:${line}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

/** As code on one line, with more backquotes around it than it has inside. */
function code(text: string): string {
  const line = cell(text.replace(/\s*\n\s*/g, ' '));
  const fence = '`'.repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return fence.length === 1 ? `\`${line}\`` : `${fence} ${line} ${fence}`;
}

/** A bar would end the cell, inside code too. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
