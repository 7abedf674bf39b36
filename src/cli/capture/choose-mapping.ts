import { UsageError } from '../command.ts';
import { mappingNames, type Project } from '../project.ts';

/** The mapping whose case a delivery becomes; or why it is none, and all that listen to it. */
export type Chosen =
  | { readonly mapping: string; readonly listening: readonly string[] }
  | { readonly reason: string; readonly listening: readonly string[] };

/** Throws a UsageError where the mapping that was asked for is not there, or listens to something else. */
export function chooseMapping(type: string, asked: string | undefined, project: Project): Chosen {
  const listening = project.catalog.mappings.filter(({ on }) => on.includes(type)).map(({ name }) => name);
  if (asked !== undefined) {
    const [mapping = asked] = mappingNames([asked], project);
    if (listening.includes(mapping)) return { mapping, listening: [mapping] };
    const isCompiled = project.catalog.mappings.some(({ name }) => name === mapping);
    const why = isCompiled ? `does not listen to ${type}` : 'does not compile: see npm run mapper -- check';
    throw new UsageError(`capture: ${mapping} ${why}`);
  }
  const [mapping, another] = listening;
  if (mapping === undefined)
    return { listening, reason: `no mapping listens to ${type}; npm run mapper -- new ${type} writes one` };
  if (another === undefined) return { listening, mapping };
  return { listening, reason: `${listening.join(', ')} listen to ${type}: choose one with --mapping` };
}

/** The name of a case that is not there yet. Throws a UsageError where the one that was asked for cannot be had. */
export function freeName(asked: string | undefined, mapping: string, { cases }: Project): string {
  const taken = new Set(cases.filter((one) => one.mapping === mapping).map(({ name }) => name));
  if (asked !== undefined && taken.has(asked))
    throw new UsageError(`capture: ${mapping} has a case ${asked} already, and it stays as it is`);
  if (asked !== undefined) return asked;
  let name = 'captured';
  for (let count = 2; taken.has(name); count++) name = `captured-${count}`;
  return name;
}
