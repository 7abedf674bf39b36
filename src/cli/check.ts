import { readEnvironment } from '../node/environment.ts';
import { count, formatIssues, issuesAsJson } from '../report/format.ts';
import { type Issue, isClean } from '../report/issue.ts';
import { isOpen, openNotice } from '../webhook/open-notice.ts';
import { caseIssues } from './check-cases.ts';
import { schemaIssues } from './check-schemas.ts';
import { type Command, jsonOption, rootOption, UsageError } from './command.ts';
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
  options: [jsonOption, rootOption],
  exits: {
    fine: 'no errors; there may be warnings',
    found: 'an error in a mapping, a schema or the files of a case',
  },
  examples: [{ line: 'npm run mapper -- check' }],
  run: async (input, io) => {
    if (input.names.length > 0) throw new UsageError('check: takes no names; it checks all files');
    const project = await openProject(input);
    const issues = projectIssues(project);
    const settings = readEnvironment(io.env);
    if (!settings.ok) io.stderr(`settings: ${settings.failure.detail}\n`);
    else if (isOpen(settings.value.authentication)) io.stderr(`settings: ${openNotice}\n`);
    if (input.has('json')) io.stdout(`${issuesAsJson(issues)}\n`);
    else if (issues.length === 0) io.stdout(`${size(project)}: no issues\n`);
    else io.stdout(`${formatIssues(issues, { colour: io.colour, textOf: project.textOf })}\n`);
    return isClean(issues) ? exitCodes.fine : exitCodes.found;
  },
};

/** All issues of a project's files. */
export function projectIssues(project: Project): readonly Issue[] {
  const { issues, sources } = project;
  const said = new Set(
    issues.filter(({ code }) => code === 'schema-invalid').map(({ place }) => place?.file),
  );
  const mappings = sources.mappings.map(({ path }) => ({ name: mappingName(path), file: path }));
  return [
    ...issues,
    ...schemaIssues(
      schemaFiles(sources).filter(({ path }) => !said.has(path)),
      sources.definitions,
    ),
    ...caseIssues(mappings, project),
  ];
}

function size({ sources, cases }: Project): string {
  return [
    count(sources.mappings.length, 'mapping'),
    count(cases.length, 'case'),
    count(schemaFiles(sources).length, 'schema'),
  ].join(', ');
}
