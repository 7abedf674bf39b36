/** `OrderStateChanged` → `Order State Changed`: object and action, as Segment wants the names of events. */
export function titleOf(type: string): string {
  return wordsIn(type).join(' ');
}

/** `OrderStateChanged` → `Order state changed`. */
export function sentenceOf(type: string): string {
  const [first = '', ...rest] = wordsIn(type);
  return [first, ...rest.map((word) => word.toLowerCase())].join(' ');
}

/**
 * The name of a mapping for a type: the resource, a dot, and what happened to it, such as `customer.email-changed`.
 * `resource` is the kind of resource that its deliveries are about, where there is one.
 */
export function mappingNameFor(type: string, resource: string | undefined): string {
  const words = wordsIn(type).map((word) => word.toLowerCase());
  if (resource === undefined) return `${words[0] ?? ''}.${words.slice(1).join('-')}`;
  const all = words.join('-');
  return `${resource}.${all.startsWith(`${resource}-`) ? all.slice(resource.length + 1) : all}`;
}

/** `business-unit` → `businessUnit`. */
export function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** `lineItems` → `line-items`. */
export function kebabCase(name: string): string {
  return wordsIn(name.charAt(0).toUpperCase() + name.slice(1))
    .join('-')
    .toLowerCase();
}

function wordsIn(type: string): readonly string[] {
  return type.match(/[A-Z][a-z0-9]*/g) ?? [type];
}
