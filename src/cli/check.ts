import { schemaIssues } from '../mapping/schema-issues.ts';
import { readEnvironment } from '../node/environment.ts';
import { count, formatIssues, issuesAsJson } from '../report/format.ts';
import { formatAnnotations } from '../report/format-annotations.ts';
import { type Issue, isClean } from '../report/issue.ts';
import { isOpen, openNotice } from '../webhook/open-notice.ts';
import { caseIssues } from './cases/check-cases.ts';
import { sharedIgnoreIssues } from './check/check-ignores.ts';
import { type Command, type Input, jsonOption, rootOption, UsageError } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { mappingName, openProject, type Project, schemaFiles } from './project.ts';

/** `mapper check`: everything that can be said about the files without running a mapping; beside it, what the environment leaves open. */
export const check: Command = {
  name: 'check',
  summary: 'finds what is wrong in mappings, schemas and test cases',
  details: [
    'Reads mappings/, schemas/ and test/mappings/ and runs no mapping. Beside it, it says on stderr what the',
    'settings in the environment leave open.',
  ],
  usage: '',
  options: [
    {
      name: 'format',
      value: 'FORMAT',
      text: 'text, json, or github: annotations that GitHub Actions shows at their lines',
    },
    { ...jsonOption, text: 'the same as --format json' },
    rootOption,
  ],
  exits: {
    fine: 'no errors; there may be warnings',
    found: 'an error in a mapping, a schema or the files of a case',
  },
  examples: [{ line: 'npm run mapper -- check' }, { line: 'npm run mapper -- check --format github' }],
  isBySettings: true,
  run: async (input, io) => {
    if (input.names.length > 0) throw new UsageError('check: takes no names; it checks all files');
    const format = formatOf(input);
    const project = await openProject(input);
    const issues = projectIssues(project);
    const settings = readEnvironment(io.env);
    if (!settings.ok) io.stderr(`settings: ${settings.failure.detail}\n`);
    else if (isOpen(settings.value.authentication)) io.stderr(`settings: ${openNotice}\n`);
    if (format === 'json') io.stdout(`${issuesAsJson(issues)}\n`);
    else if (format === 'github' && issues.length > 0) io.stdout(`${formatAnnotations(issues)}\n`);
    else if (issues.length === 0) io.stdout(`${size(project)}: no issues\n`);
    else io.stdout(`${formatIssues(issues, { colour: io.colour, textOf: project.textOf })}\n`);
    return isClean(issues) ? exitCodes.fine : exitCodes.found;
  },
};

const formats = ['text', 'json', 'github'];

function formatOf(input: Input): string {
  const format = input.valueOf('format') ?? (input.has('json') ? 'json' : 'text');
  if (formats.includes(format)) return format;
  throw new UsageError(`check: --format must be one of ${formats.join(', ')}`);
}

/** All issues of a project's files. */
export function projectIssues(project: Project): readonly Issue[] {
  const { issues, sources, inputs, catalog } = project;
  const said = new Set(
    issues.filter(({ code }) => code === 'schema-invalid').map(({ place }) => place?.file),
  );
  const on = new Map(catalog.mappings.map((one) => [one.file, one.on]));
  const mappings = sources.mappings.map(({ path }) => ({
    name: mappingName(path),
    file: path,
    on: on.get(path) ?? [],
  }));
  const ofSchemas = schemaIssues(
    schemaFiles(sources).filter(({ path }) => !said.has(path)),
    sources.definitions,
  );
  // What a wrong schema has, nobody can say.
  const areRight = said.size === 0 && ofSchemas.length === 0;
  const ofIgnores = areRight ? sharedIgnoreIssues(sources, inputs) : [];
  return [...issues, ...ofSchemas, ...ofIgnores, ...caseIssues(mappings, project)];
}

function size({ sources, cases }: Project): string {
  return [
    count(sources.mappings.length, 'mapping'),
    count(cases.length, 'case'),
    count(schemaFiles(sources).length, 'schema'),
  ].join(', ');
}
