import { distinctIssues, type Issue, isClean } from '../report/issue.ts';
import { nearest } from '../report/nearest.ts';
import type { Place } from '../report/place.ts';
import { validatorForMany } from '../schema/validator-for-many.ts';
import type { JsonSchema, Validator } from '../schema.ts';
import type { BuiltCatalog, CatalogSources, SourceFile } from './catalog.ts';
import { issuesMetIn } from './check/met-in.ts';
import { type CompiledMapping, compileMapping } from './compile-mapping.ts';
import type { Engine } from './expression/engine.ts';
import { takingTurns } from './expression/turns.ts';
import type { ResourceKind } from './fetch.ts';
import { formCheck } from './form.ts';
import { inputIssues } from './input-issues.ts';
import { type ContractPart, contractPart, type OutputContract, outputContract } from './output.ts';
import type { Program } from './run.ts';
import { compileTrouble, notJson, schemaIssue, schemaIssues, WrongSchema } from './schema-issues.ts';
import { compileShared } from './shared.ts';
import { standAlone } from './stand-alone.ts';
import { rootShape } from './types/shape.ts';

/** A catalog with what it is made of. */
export interface Built extends BuiltCatalog {
  readonly compiled: readonly CompiledMapping[];
  /** By the name of the mapping. */
  readonly programs: ReadonlyMap<string, Program>;
  /** The schema of a type that a mapping listens to, or of a kind that one fetches, as it stands alone. */
  readonly schemaOf: (type: string) => JsonSchema | undefined;
}

/**
 * Compiles everything once. Only the schemas that a mapping needs are read; a wrong one is an issue of its file. Those of
 * what comes in are compiled when the first delivery of their type comes: that takes longer than all else together,
 * and an instance that has just begun may never see the others. `mapper check` compiles them all.
 */
export function buildCatalog(sources: CatalogSources, engine?: Engine): Built {
  return catalogBuilder(sources, engine)(sources);
}

/** The files that authors write: what changes while schemas stay. */
export type Authored = Pick<CatalogSources, 'mappings' | 'shared' | 'tables'>;

/**
 * The same in two steps, for whoever compiles a mapping at every keystroke: schemas are read and compiled once for all
 * catalogs that are built, and shared files once as long as they are the same ones.
 */
export function catalogBuilder(
  sources: Omit<CatalogSources, 'mappings'>,
  engine?: Engine,
): (authored: Authored) => Built {
  const issues: Issue[] = (sources.misnamed ?? []).map(misnamedFile);
  const read = (file: SourceFile): JsonSchema => {
    const { text } = file;
    try {
      return JSON.parse(text) as JsonSchema;
    } catch {
      issues.push(schemaIssue(file, notJson));
      return {};
    }
  };
  const { resources = new Map<string, SourceFile>() } = sources;
  const validators = new Map<string, Validator>();
  const inputs = new Map<string, JsonSchema>();
  let definitions: JsonSchema | undefined;
  const inputOf = (type: string, files = sources.inputs): JsonSchema | undefined => {
    const file = files.get(type);
    if (file === undefined || inputs.has(type)) return inputs.get(type);
    definitions ??= sources.definitions === undefined ? {} : read(sources.definitions);
    const schema = standAlone(read(file), definitions);
    inputs.set(type, schema);
    return schema;
  };
  const validatorOf = (type: string, files = sources.inputs): Validator | undefined => {
    const known = validators.get(type);
    if (known !== undefined) return known;
    const [file, schema] = [files.get(type), inputOf(type, files)];
    if (file === undefined || schema === undefined) return undefined;
    const made = validatorFor(schema, file, sources.definitions);
    validators.set(type, made);
    return made;
  };
  const resourceOf = (kind: string): ResourceKind | undefined => {
    const schema = inputOf(kind, resources);
    const check = (value: unknown) => inputIssues(validatorOf(kind, resources), value);
    return schema && { shape: rootShape(schema), check };
  };
  const parts = new Map<string, readonly ContractPart[]>();
  const partsOf = (file: SourceFile | undefined): readonly ContractPart[] => {
    if (file === undefined) return [];
    const found = parts.get(file.path) ?? guarded(file, () => [contractPart(read(file))], [], issues);
    parts.set(file.path, found);
    return found;
  };
  const nearTo = (name: string): OutputContract['nearEvent'] => {
    // A sixth of the letters may differ: more is an event of its own.
    const meant = nearest(name, sources.events.keys(), name.length / 6) ?? '';
    const file = sources.events.get(meant);
    const folder = file?.path.slice(0, file.path.lastIndexOf('/')) ?? '';
    return file && { name: String(guarded(file, () => read(file)['title'], meant, issues) ?? meant), folder };
  };
  const contractOf = (callType: string, event: string | undefined): OutputContract => {
    if (!sources.calls.has(callType)) issues.push(missingContract(sources.grammar, callType));
    const eventFile = event === undefined ? undefined : sources.events.get(slug(event));
    const contract = outputContract([...partsOf(sources.calls.get(callType)), ...partsOf(eventFile)]);
    const near = event === undefined || eventFile ? undefined : nearTo(slug(event));
    return near === undefined ? contract : { ...contract, nearEvent: near };
  };
  const sourceOf = (type: string, place: Place) => {
    const schema = inputOf(type);
    if (schema !== undefined) return { source: { type, shape: rootShape(schema) } };
    const near = nearest(type, sources.inputs.keys());
    const list = '"npm run mapper -- types" lists them all';
    const hint =
      severalTypes(type, sources.inputs) ?? (near === undefined ? list : `did you mean ${near}? ${list}`);
    const message = `${type}: no such delivery type`;
    return {
      issue: { code: 'unknown-delivery-type', severity: 'error', message, place, hint } satisfies Issue,
    };
  };
  const checkForm = guarded(
    sources.grammar,
    () => formCheck(read(sources.grammar)),
    () => [],
    issues,
  );
  const checkOf = (kind: CatalogSources['shared']) =>
    kind === undefined
      ? () => []
      : guarded(
          kind.grammar,
          () => formCheck(read(kind.grammar)),
          () => [],
          issues,
        );
  const sharedRules = { checkShared: checkOf(sources.shared), checkTable: checkOf(sources.tables) };
  const compileOf = ({ shared, tables }: Authored) =>
    compileShared(shared?.files ?? [], tables?.files ?? [], sharedRules);
  let before: { readonly authored: Authored; readonly made: ReturnType<typeof compileOf> } | undefined;
  const sharedIn = (authored: Authored) => {
    const isSame = before?.authored.shared === authored.shared && before?.authored.tables === authored.tables;
    if (before === undefined || !isSame) before = { authored, made: compileOf(authored) };
    return before.made;
  };
  const checkInput = (type: string, payload: unknown) => inputIssues(validatorOf(type), payload);
  return (authored) => {
    const { shared, broken, asked, ignores, issues: sharedIssues } = sharedIn(authored);
    const rules = {
      checkForm,
      shared,
      broken,
      asked: isClean(sharedIssues) ? asked : undefined,
      ignores,
      callTypes: [...sources.calls.keys()],
      sourceOf,
      resources: { names: [...resources.keys()], of: resourceOf },
      contractOf,
      inTurn: takingTurns(),
      engine,
    };
    const results = authored.mappings.map((file) => ({ file: file.path, ...compileMapping(file, rules) }));
    const compiled = results.flatMap(({ mapping, program }) =>
      mapping && program ? { mapping, program } : [],
    );
    return {
      catalog: { mappings: compiled.map(({ mapping }) => mapping), checkInput },
      compiled,
      programs: new Map(compiled.map(({ mapping, program }) => [mapping.name, program])),
      schemaOf: (type) => inputs.get(type),
      inputs: [...inputs.keys()],
      issues: distinctIssues([...issues, ...sharedIssues, ...issuesMetIn(results, sharedIssues)]),
    };
  };
}

/** What to do about a text in which stand several names, as in `CustomerCreated and OrderCreated`. */
function severalTypes(text: string, known: ReadonlyMap<string, unknown>): string | undefined {
  const parts = text.split(/[\s,;|&+/]+(?:(?:and|or)\s+)?/i);
  const meant = parts.flatMap((part) => nearest(part, known.keys()) ?? []);
  const isList = text.includes(',') || (parts.length > 1 && meant.length === parts.length);
  return isList
    ? `several types are a list: on: [${meant.length === parts.length ? meant.join(', ') : text}]`
    : undefined;
}

/** `Order Completed` → `order-completed`: the name of the file that describes an event. */
export function slug(event: string): string {
  return event
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** What is wrong is told as `mapper check` tells it, of what several schemas refer to as well. */
function validatorFor(schema: JsonSchema, file: SourceFile, definitions: SourceFile | undefined): Validator {
  try {
    return validatorForMany(schema);
  } catch {
    throw new WrongSchema(
      schemaIssues(definitions === undefined ? [file] : [definitions, file], definitions),
    );
  }
}

function guarded<Value>(file: SourceFile, make: () => Value, otherwise: Value, issues: Issue[]): Value {
  try {
    return make();
  } catch (error) {
    issues.push(schemaIssue(file, compileTrouble(error)));
    return otherwise;
  }
}

/** A file that is left aside without a word would be missed only when its calls are. */
function misnamedFile(file: string): Issue {
  const right = file.replace(/\.ya?ml(?:\.txt)?$/i, '.yaml');
  const isAstray = !/^[^/]*\/(?:(?:shared|tables)\/)?[^/]+$/.test(file);
  const message = isAstray
    ? 'the file is not read: there are no further folders of mappings'
    : 'the file is not read: the name of a mapping ends in .yaml';
  const hint = isAstray ? `move it to ${right.replace(/^([^/]*\/).*\//, '$1')}` : `rename it to ${right}`;
  return { code: 'file-name', severity: 'error', message, place: { file, line: 1, column: 1 }, hint };
}

function missingContract({ path }: SourceFile, callType: string): Issue {
  const message = `there is no schema for ${callType} calls`;
  const place = { file: path, line: 1, column: 1 };
  return {
    code: 'schema-invalid',
    severity: 'error',
    message,
    place,
    hint: `restore ${callType}.schema.json among the schemas of calls`,
  };
}
