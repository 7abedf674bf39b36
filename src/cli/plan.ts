import { slug } from '../mapping/build-catalog.ts';
import type { CatalogSources, MappedField, SourceFile } from '../mapping/catalog.ts';
import { formatIssues } from '../report/format.ts';
import { isClean } from '../report/issue.ts';
import type { JsonSchema } from '../schema.ts';
import { callTypes } from '../segment/call.ts';
import { trackingPlan } from '../segment/tracking-plan.ts';
import { type Command, jsonOption, rootOption, UsageError } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { mappingsOn } from './is-off.ts';
import { type Planned, planTables } from './plan-tables.ts';
import { openProject, type Project } from './project.ts';

/** `mapper plan`: what the mappings send, for people and for Segment Protocols. */
export const plan: Command = {
  name: 'plan',
  summary: 'lists every event and trait that the mappings send, with the expression it comes from',
  details: [
    'Prints Markdown tables; with --json, what Segment Protocols takes. Mappings that are switched off send nothing.',
  ],
  usage: '',
  options: [
    { ...jsonOption, text: 'prints the rules of a tracking plan, as Segment Protocols takes them' },
    { name: 'all', text: 'adds the events that have a schema and that no mapping sends' },
    rootOption,
  ],
  exits: {
    fine: 'the plan is shown',
    found: 'a mapping or a schema has an error',
  },
  examples: [{ line: 'npm run mapper -- plan' }, { line: 'npm run mapper -- plan --json --all' }],
  run: async (input, io) => {
    if (input.names.length > 0) throw new UsageError('plan: takes no names; it lists all mappings');
    const all = await openProject(input);
    const project = { ...all, catalog: { ...all.catalog, mappings: mappingsOn(all) } };
    if (!isClean(project.issues)) {
      io.stderr(`${formatIssues(project.issues, { colour: io.colour, textOf: project.textOf })}\n`);
      return exitCodes.found;
    }
    const planned = [...sentCalls(project), ...(input.has('all') ? unsentEvents(project) : [])].sort(inOrder);
    if (input.has('json')) io.stdout(`${JSON.stringify(trackingPlan(planned), null, 2)}\n`);
    else io.stdout(`${planTables(planned, project.catalog.mappings)}\n`);
    return exitCodes.fine;
  },
};

/** What the mappings send, by type and event. */
function sentCalls({ catalog, sources }: Project): readonly Planned[] {
  const fields = catalog.mappings.flatMap((mapping) => mapping.fields);
  const kinds = new Map(fields.map(({ call, event }) => [JSON.stringify([call, event]), { call, event }]));
  return [...kinds.values()].map(({ call, event }) =>
    planOf(
      sources,
      call,
      event,
      fields.filter((field) => field.call === call && field.event === event),
    ),
  );
}

/** The events that have a schema and that no mapping sends. */
function unsentEvents({ catalog, sources }: Project): readonly Planned[] {
  const sent = new Set(catalog.mappings.flatMap(({ fields }) => fields.map(({ event = '' }) => slug(event))));
  return [...sources.events.entries()]
    .filter(([name]) => !sent.has(name))
    .map(([name, file]) => planOf(sources, 'track', nameOf(parsed(file)) ?? name, []));
}

function planOf(
  { calls, events }: CatalogSources,
  type: string,
  event: string | undefined,
  fields: readonly MappedField[],
): Planned {
  const eventFile = event === undefined ? undefined : events.get(slug(event));
  return {
    type,
    fields,
    schema: parsed(calls.get(type)),
    ...(event === undefined ? {} : { event }),
    ...(eventFile === undefined ? {} : { eventFile: eventFile.path, eventSchema: parsed(eventFile) }),
  };
}

/** An event's name, as its schema says it. */
function nameOf({ properties }: JsonSchema): string | undefined {
  const { event } = (properties ?? {}) as { readonly event?: { readonly const?: unknown } };
  return typeof event?.const === 'string' ? event.const : undefined;
}

/** The catalog has been built of these files: what can be wrong in them has been said. */
function parsed(file: SourceFile | undefined): JsonSchema {
  return file === undefined ? {} : (JSON.parse(file.text) as JsonSchema);
}

function inOrder(one: Planned, other: Planned): number {
  const order: readonly string[] = [...callTypes, 'regulation'];
  const byEvent = (one.event ?? '') < (other.event ?? '') ? -1 : 1;
  return order.indexOf(one.type) - order.indexOf(other.type) || byEvent;
}
