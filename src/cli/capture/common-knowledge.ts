import { secretFields } from '../../commercetools/clean.ts';
import { isRecord } from '../../commercetools/fields.ts';
import type { Common, Knowledge, Path } from '../../commercetools/scrub/personal.ts';
import type { CatalogSources } from '../../mapping/catalog.ts';
import { itemShape, rootShape, type Shape, shapeAt } from '../../mapping/types/shape.ts';
import { mappingName } from '../project.ts';
import { schemaOf } from '../types/type-schemas.ts';
import type { Notification } from './read-captured.ts';

/**
 * What is known of a delivery before it comes: what the schema of its type documents, and what stands in the files of the
 * mappings that read it.
 */
export function commonKnowledge(
  notification: Notification,
  type: string,
  sources: CatalogSources,
  mappings: readonly string[],
): Common {
  const own = sources.mappings.filter(({ path }) => mappings.includes(mappingName(path)));
  const authored = [...own, ...(sources.shared?.files ?? []), ...(sources.tables?.files ?? [])];
  const { resource } = notification;
  return {
    knowledgeOf: knowledgeBy(rootShape(schemaOf(type, sources))),
    names: new Set([...sources.inputs.keys(), ...resourceTypes(sources)]),
    literals: new Set(authored.flatMap(({ text }) => [...quotedIn(text), ...keysIn(text)])),
    fields: new Set(authored.flatMap(({ text }) => text.match(/[\p{L}_][\p{L}\p{N}_-]*/gu) ?? [])),
    secrets: secretFields(type, isRecord(resource) ? resource['typeId'] : undefined),
  };
}

function knowledgeBy(root: Shape): (path: Path) => Knowledge {
  const known = new Map<string, Knowledge>();
  return (path) => {
    // All items of a list are alike.
    const steps = path.map((step) => (typeof step === 'number' ? 0 : step));
    const key = JSON.stringify(steps);
    const found = known.get(key) ?? knowledgeAt(shapeAt(root, steps));
    known.set(key, found);
    return found;
  };
}

/** Where the schema leaves open what a value is, such as that of a custom field, nothing is known of it. */
function knowledgeAt(shape: Shape | undefined): Knowledge {
  const kinds = shape === undefined ? [] : itemShape(shape).schemas;
  if (
    kinds.length === 0 ||
    kinds.some((kind) => !('type' in kind || 'const' in kind || 'properties' in kind))
  )
    return 'unknown';
  if (kinds.every((kind) => 'const' in kind || 'examples' in kind)) return 'enumerated';
  return kinds.every(({ type }) => type === 'number' || type === 'integer') ? 'number' : 'documented';
}

/** The types of resources that the schemas name. */
function resourceTypes({ definitions }: CatalogSources): readonly string[] {
  const text = definitions?.text ?? '';
  return [...text.matchAll(/"typeId":\s*\{[^}]*"examples":\s*\[([^\]]*)\]/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name),
  );
}

/** Texts in quotes: what an expression compares with. */
function quotedIn(text: string): readonly string[] {
  return [...text.matchAll(/"([^"\n]{1,200})"|'([^'\n]{1,200})'/g)].flatMap(([, a, b]) => a ?? b ?? []);
}

/** What stands left of a colon: what a table turns into something else. */
function keysIn(text: string): readonly string[] {
  return [...text.matchAll(/^["']?([^\s"'#][^"'\n]*?)["']?\??:/gm)].map(([, key = '']) => key);
}
