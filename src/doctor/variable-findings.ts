import { readAddress, readEnvironment } from '../node/environment.ts';
import { readKafka } from '../node/environment-kafka.ts';
import { knownVariables, misspelt } from '../node/known-variables.ts';
import { textOf, type Variables } from '../node/variables.ts';
import { clearTextFinding } from './clear-text.ts';
import { type Finding, ok, warn, wrong } from './finding.ts';

/** What each variable is: set, missing or wrong, in the words that a start of the webhook would use. */
export function variableFindings(variables: Variables): readonly Finding[] {
  const told = [
    readEnvironment(variables),
    readAddress(variables),
    ...(kafkaOnly.some((name) => textOf(variables, name) !== undefined) ? [readKafka(variables)] : []),
  ].flatMap((read) => (read.ok ? [] : read.failure.detail.split('; ')));
  const isTold = (name: string) => told.some((text) => new RegExp(`\\b${name}\\b`).test(text));
  const set = knownVariables.filter((name) => textOf(variables, name) !== undefined);
  const unset = knownVariables.filter((name) => !set.includes(name) && !isTold(name) && name !== writeKey);
  return [
    ...(set.includes(writeKey) ? [] : [missingWriteKey]),
    ...told.map(toldFinding).filter(({ about }) => quotedFinding(about, variables) === undefined),
    ...set
      .map((name) => quotedFinding(name, variables) ?? clearTextFinding(name, variables) ?? ok(name, 'set'))
      .filter(({ about, verdict }) => verdict !== 'ok' || !isTold(about)),
    ...misspelt(variables).map(({ name, meant }) =>
      warn(name, 'nobody reads a variable of this name', `did you mean ${meant}?`),
    ),
    ok('not set, and not needed', unset.join(', ')),
  ];
}

const writeKey = 'SEGMENT_WRITE_KEY';

/** Who sets one of these wants a worker for Kafka. A group alone is only .env.example, copied. */
const kafkaOnly = knownVariables.filter((name) => name.startsWith('KAFKA_') && name !== 'KAFKA_GROUP_ID');

const missingWriteKey = wrong(
  writeKey,
  'missing; every delivery that a mapping wants is refused with 500',
  'copy it from Segment: Connections, Sources, your source, Settings, API Keys',
);

/** Each begins with the names of the variables that it is about. */
function toldFinding(text: string): Finding {
  const [about = ''] = text.split(/[ ,]/);
  const found = text.startsWith(`${about} must`) ? text.slice(about.length + 1) : text;
  return wrong(about, found, 'mend it, then deploy or start again');
}

/** Shells and .env files take quotes away; dashboards and Docker keep them. */
function quotedFinding(name: string, variables: Variables): Finding | undefined {
  return /^(["'`]).*\1$/.test(textOf(variables, name) ?? '')
    ? wrong(name, 'has quotes around it, and they count as part of it', 'take the quotes away')
    : undefined;
}
