/** What a type of delivery is subscribed to by, and of which resource. */
export type Subscribed =
  | { readonly by: 'messages' | 'events'; readonly resource: string }
  | { readonly by: 'changes' };

/** A mapping that is on, by what it listens to. */
export interface Listener {
  readonly name: string;
  readonly on: readonly string[];
  /** Of which kinds of resources it wants the changes; empty where it does not say. */
  readonly changedKinds: readonly string[];
}

/** One thing that a Subscription can deliver. A change has no type: all three come together. */
export interface Deliverable {
  readonly by: Subscribed['by'];
  readonly resource: string;
  readonly type?: string;
}

/** One thing that is to be delivered, and for which mappings. */
export interface WantedDelivery extends Deliverable {
  readonly mappings: readonly string[];
}

export interface Wanted {
  /** In the order of resources and types. */
  readonly deliveries: readonly WantedDelivery[];
  /** Mappings that listen to changes without saying of which kind of resource. */
  readonly undecided: readonly string[];
}

/** What the mappings want delivered. `extraChanges`: kinds of resources whose changes are wanted besides. */
export function wantedBy(
  listeners: readonly Listener[],
  subscribedBy: (type: string) => Subscribed,
  extraChanges: readonly string[] = [],
): Wanted {
  const found = new Map<string, WantedDelivery>();
  const add = (one: Deliverable, mapping?: string): void => {
    const mappings = found.get(nameOf(one))?.mappings ?? [];
    const all = mapping === undefined || mappings.includes(mapping) ? mappings : [...mappings, mapping];
    found.set(nameOf(one), { ...one, mappings: all });
  };
  for (const { name, on, changedKinds } of listeners)
    for (const type of on) {
      const subscribed = subscribedBy(type);
      if (subscribed.by !== 'changes') add({ ...subscribed, type }, name);
      else for (const resource of changedKinds) add({ by: 'changes', resource }, name);
    }
  for (const resource of extraChanges) add({ by: 'changes', resource });
  const undecided = listeners.filter(
    ({ on, changedKinds }) =>
      changedKinds.length === 0 && on.some((type) => subscribedBy(type).by === 'changes'),
  );
  return {
    deliveries: [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one),
    undecided: extraChanges.length > 0 ? [] : undecided.map(({ name }) => name),
  };
}

/** The same for the same thing only. */
export function nameOf({ by, resource, type = '' }: Deliverable): string {
  return `${by} ${resource} ${type}`;
}

/** With which kinds of resources expressions compare `resource.typeId`. */
export function kindsCompared(code: string): readonly string[] {
  const compared = [
    ...code.matchAll(/resource\.typeId\s*(?:=|in\b)\s*(\[[^\]]*\]|"[^"]*"|'[^']*')/g),
    ...code.matchAll(/("[^"]*"|'[^']*')\s*=\s*resource\.typeId/g),
  ];
  return compared.flatMap(([, said = '']) =>
    [...said.matchAll(/["']([a-z-]+)["']/g)].map(([, kind = '']) => kind),
  );
}
