import { constOf, rootShape, shapeAt } from '../../mapping/types/shape.ts';
import { type Listener, type Subscribed, type Wanted, wantedBy } from '../../subscription/wanted.ts';
import { type Input, type Io, UsageError } from '../command.ts';
import { isOff } from '../is-off.ts';
import type { Project } from '../project.ts';
import { resourceOf } from '../scaffold/person.ts';
import { schemaOf } from '../types/type-schemas.ts';
import { changedKinds } from './changed-kinds.ts';

/** What the mappings of a project want delivered. What cannot be told of them is said on stderr. */
export function readWanted(project: Project, input: Input, io: Io): Wanted {
  const { sources, catalog } = project;
  const texts = new Map(sources.mappings.map(({ path, text }) => [path, text]));
  const listeners = catalog.mappings.flatMap((mapping): readonly Listener[] => {
    const { name, file, on } = mapping;
    const text = texts.get(file) ?? '';
    if (isOff(text)) return [];
    return [{ name, on, changedKinds: changedKinds(mapping, text) }];
  });
  const extra = (input.valueOf('changes') ?? '').split(',').flatMap((kind) => kind.trim() || []);
  const wrong = extra.find((kind) => !/^[a-z-]+$/.test(kind));
  if (wrong !== undefined)
    throw new UsageError('subscription: --changes must be kinds of resources, such as customer,order');
  const wanted = wantedBy(listeners, (type) => subscribedBy(type, project), extra);
  if (wanted.undecided.length > 0)
    io.stderr(
      `${wanted.undecided.join(', ')}: listens to changes, but neither compares resource.typeId in "when" nor fetches by resource.id; name the kinds with --changes\n`,
    );
  if (wanted.deliveries.length === 0)
    throw new UsageError(
      'subscription: no mapping wants anything delivered; a Subscription to nothing cannot be',
    );
  return wanted;
}

/** What the schema of a type of delivery says of how to subscribe to it. */
function subscribedBy(type: string, { sources }: Project): Subscribed {
  const schema = schemaOf(type, sources);
  const resource = resourceOf(schema);
  if (resource !== undefined) return { by: 'messages', resource };
  const notification = shapeAt(rootShape(schema), ['notificationType']);
  if (notification === undefined || constOf(notification) !== 'Event') return { by: 'changes' };
  // https://docs.commercetools.com/api/projects/events#eventsubscriptionresourcetypeid
  return { by: 'events', resource: type.startsWith('Import') ? 'import-api' : 'checkout' };
}
