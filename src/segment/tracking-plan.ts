import type { JsonSchema } from '../schema.ts';

/** One field that calls of some kind have. */
export interface PlannedField {
  /** Names from the call inwards; numbers are positions in a list. */
  readonly path: readonly (string | number)[];
  /** JSON types; none where they are not known. */
  readonly types?: readonly string[];
}

/** All calls of one kind: one type and, for track calls, one event. */
export interface PlannedCalls {
  readonly type: string;
  readonly event?: string;
  readonly fields: readonly PlannedField[];
  /** The schema of the type. */
  readonly schema: JsonSchema;
  /** The schema of the event, where there is one. */
  readonly eventSchema?: JsonSchema;
}

/** One rule of a tracking plan. Page and screen calls have one rule for all names; an alias call has none. */
export interface PlanRule {
  readonly type: string;
  readonly key?: string;
  readonly version: 1;
  readonly jsonSchema: JsonSchema;
}

/** Where calls of a type keep what a plan is about. */
const partOf: Readonly<Record<string, string>> = {
  identify: 'traits',
  group: 'traits',
  track: 'properties',
  page: 'properties',
  screen: 'properties',
};

const object: JsonSchema = { type: 'object' };

/**
 * The rules of a tracking plan, as Segment Protocols takes them: the body of
 * `PUT https://api.segmentapis.com/tracking-plans/{id}/rules`. An event that has a schema is described by the whole of
 * it and what is sent besides; other calls by what is sent. Nothing is required that no schema requires.
 *
 * Form of a rule: https://github.com/segmentio/public-api-sdk-typescript/blob/master/model/ruleInputV1.ts; each holds a
 * draft-07 schema of the whole call: https://segment.com/docs/protocols/tracking-plan/create/#edit-underlying-json-schema
 */
export function trackingPlan(all: readonly PlannedCalls[]): { readonly rules: readonly PlanRule[] } {
  return {
    rules: all.flatMap((calls) => {
      const part = partOf[calls.type];
      return part === undefined ? [] : [ruleOf(calls, part)];
    }),
  };
}

function ruleOf(calls: PlannedCalls, part: string): PlanRule {
  const { type, event, fields, schema, eventSchema = {} } = calls;
  const own = inside(eventSchema, 'properties');
  const known = record(inside(schema, 'properties')[part]);
  const inPart = fields.filter(({ path }) => path[0] === part);
  const details = united(inPart).reduce(
    (at, { path, types }) => withField(at, path, types, known),
    record(own[part] ?? object),
  );
  const required = list(eventSchema['required']).filter((name) => name !== 'event');
  const { description, definitions } = eventSchema;
  return {
    type: type.toUpperCase(),
    ...(event === undefined ? {} : { key: event }),
    version: 1,
    jsonSchema: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      ...(typeof description === 'string' ? { description } : {}),
      properties: { context: object, traits: object, properties: object, ...rest(own), [part]: details },
      ...(required.length > 0 ? { required } : {}),
      ...(definitions === undefined ? {} : { definitions }),
    },
  };
}

/** Each field once, with all types that it may have; with none where one of its senders may give anything. */
function united(fields: readonly PlannedField[]): readonly UnitedField[] {
  const byPath = new Map<string, UnitedField>();
  for (const { path, types } of fields.flatMap(withOuter)) {
    const key = JSON.stringify(path);
    const before = byPath.has(key) ? byPath.get(key)?.types : [];
    const all = types === undefined || before === undefined ? undefined : new Set([...before, ...types]);
    byPath.set(key, { path, types: all && [...all] });
  }
  return [...byPath.values()];
}

interface UnitedField {
  /** Names from the part of the call inwards, itself not among them. */
  readonly path: readonly string[];
  readonly types: readonly string[] | undefined;
}

/** A field, and those that it is inside of: another call may clear them, or have something else there. */
function withOuter({ path, types }: PlannedField): readonly UnitedField[] {
  const [, ...steps] = path;
  const at = steps.findIndex((step) => typeof step === 'number');
  const names = (at < 0 ? steps : steps.slice(0, at)).map(String);
  return names.map((_, index) => {
    const isWhole = index === names.length - 1;
    const own = at < 0 ? types : ['array'];
    return { path: names.slice(0, index + 1), types: isWhole ? own : ['object'] };
  });
}

/** A schema that knows one more field: as `known` describes it, else by its types. Knows those that the field is inside of. */
function withField(
  schema: JsonSchema,
  [name, ...more]: readonly string[],
  types: readonly string[] | undefined,
  known: JsonSchema,
): JsonSchema {
  if (name === undefined) return schema;
  const properties = inside(schema, 'properties');
  const described = record(inside(known, 'properties')[name]);
  const before = record(properties[name] ?? described);
  const isNew = more.length === 0 && Object.keys(before).length === 0;
  const after = isNew ? typed(types) : withField(before, more, types, described);
  return { ...schema, properties: { ...properties, [name]: after } };
}

function typed(types: readonly string[] | undefined): JsonSchema {
  return types === undefined ? {} : { type: types.length === 1 ? types[0] : types };
}

/** The name of the event is the rule's key. */
function rest({ event: _key, ...others }: JsonSchema): JsonSchema {
  return others;
}

function inside(schema: JsonSchema, keyword: string): JsonSchema {
  return record(schema[keyword]);
}

function record(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null ? (value as JsonSchema) : {};
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
