import { appendTrouble, modeForAll } from '../node/appendable.ts';
import { readEnvironment } from '../node/environment.ts';
import { readAuthentication } from '../node/environment-authentication.ts';
import { textOf, type Variables } from '../node/variables.ts';
import { diskAdvice } from '../report/disk-words.ts';
import { count } from '../report/format.ts';
import type { Issue } from '../report/issue.ts';
import { isOpen, openNotice } from '../webhook/open-notice.ts';
import { type Finding, ok, warn, wrong } from './finding.ts';

/** A secret of fewer characters can be found by trying: nothing of ours counts the tries. */
const shortestSecret = 16;

/** Whether callers are checked, and by no secret that can be guessed. */
export function authenticationFindings(variables: Variables): readonly Finding[] {
  const about = 'who may post';
  const read = readAuthentication(variables);
  if (!read.ok) return [];
  if (read.value.secrets.some((secret) => secret.length < shortestSecret))
    return [
      warn(
        about,
        `a secret of WEBHOOK_SECRET has fewer than ${shortestSecret} characters, and can be guessed; at a comma the next one begins`,
        '"openssl rand -hex 32" makes one',
      ),
    ];
  if (!isOpen(read.value)) return [ok(about, 'callers are checked')];
  const [found = openNotice, todo = ''] = openNotice.split(': ');
  if (textOf(variables, 'SEGMENT_PUBLIC_API_TOKEN') !== undefined)
    return [wrong(about, `${found}, and have Segment delete whom they want`, todo)];
  const isDeployed = textOf(variables, 'VERCEL') !== undefined;
  return [(isDeployed ? wrong : warn)(about, found, todo)];
}

/** Whether this Node is one of those the package is made for, such as "20.x || 22.x". */
export function nodeFinding(version: string, engines: string): Finding {
  const major = /^v?(\d+)\./.exec(version)?.[1] ?? '';
  const majors = [...engines.matchAll(/(\d+)\.x/g)].map(([, one]) => one);
  return majors.includes(major)
    ? ok('Node', `${major} is one of ${majors.join(', ')}`)
    : wrong(
        'Node',
        `${major} is none of ${majors.join(', ')}`,
        'install one of these; on Vercel: Project Settings, Build and Deployment, Node.js Version',
      );
}

/** Whether the mappings can be served. */
export function mappingsFinding(issues: readonly Issue[], mappings: number): Finding {
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  const todo = 'npm run mapper -- check shows each with its line and what to do';
  if (errors > 0)
    return wrong('mappings', `${count(errors, 'error')}; every delivery is refused with 500`, todo);
  return issues.length > 0
    ? warn('mappings', count(issues.length, 'warning'), todo)
    : ok('mappings', `${count(mappings, 'mapping')} ${mappings === 1 ? 'is' : 'are'} on, no issues`);
}

/** Whether what was built is of the present files; a folder without a build is fine where TypeScript runs. */
export async function buildFinding(trouble: () => Promise<string | undefined>): Promise<Finding> {
  const told = await trouble().catch(() => 'it cannot be told here');
  if (told === undefined) return ok('build', 'of the present files');
  if (told === 'nothing is built') return ok('build', 'none here; "npm start" and the commands need none');
  return warn('build', told, 'npm run build; Vercel does it by itself');
}

/** Whether what cannot be delivered is kept. */
export async function deadLetterFindings(variables: Variables): Promise<readonly Finding[]> {
  const about = 'dead letters';
  const [file, queue] = [textOf(variables, 'DEAD_LETTER_FILE'), textOf(variables, 'DEAD_LETTER_QUEUE_URL')];
  if (queue !== undefined) {
    // Where it cannot be one, that is told with the variables already.
    const isQueue = readEnvironment({ DEAD_LETTER_QUEUE_URL: queue }).ok;
    return isQueue ? [ok(about, 'go to a queue of SQS')] : [];
  }
  if (file !== undefined) {
    if (textOf(variables, 'VERCEL') !== undefined)
      return [
        wrong(
          about,
          'DEAD_LETTER_FILE is set, but a function on Vercel has no disk that lasts',
          'take it away, and give the queue a dead-letter queue of its own',
        ),
      ];
    // What the settings refuse is told with them.
    return readEnvironment({ DEAD_LETTER_FILE: file }).ok ? [await fileFinding(about, file)] : [];
  }
  const read = readEnvironment({ ACK_PERMANENT_FAILURES: textOf(variables, 'ACK_PERMANENT_FAILURES') });
  return read.ok && read.value.acknowledgePermanentFailures
    ? [
        warn(
          about,
          'kept nowhere, while ACK_PERMANENT_FAILURES acknowledges what fails for good: it is then gone',
          'set DEAD_LETTER_FILE or DEAD_LETTER_QUEUE_URL; or alert on log lines of level error',
        ),
      ]
    : [ok(about, 'left to the queue: what is refused stays there, or goes to its dead-letter queue')];
}

/** Made anew, it is for its owner alone; one that was there before is appended to as it is. */
async function fileFinding(about: string, file: string): Promise<Finding> {
  const [trouble, mode] = await Promise.all([appendTrouble(file), modeForAll(file)]);
  if (trouble !== undefined)
    return wrong(about, `DEAD_LETTER_FILE cannot be written (${trouble})`, diskAdvice(trouble));
  if (mode === undefined) return ok(about, 'the file can be written');
  return warn(
    about,
    `DEAD_LETTER_FILE holds personal data, and its mode (${mode}) opens it to everybody on this machine`,
    'chmod 600 it; one that is made anew is for its owner alone',
  );
}

/** What counts on Vercel alone. */
export function vercelFindings(variables: Variables): readonly Finding[] {
  if (textOf(variables, 'VERCEL') === undefined) return [];
  const about = 'Vercel';
  const has = (...names: string[]) => names.filter((name) => textOf(variables, name) !== undefined);
  const environment = textOf(variables, 'VERCEL_ENV');
  const idle = has('KAFKA_BROKERS', 'PORT', 'HOST');
  return [
    ...(environment === 'preview' && has('SEGMENT_WRITE_KEY').length > 0
      ? [
          warn(
            about,
            'a preview deployment, with a write key',
            'set the key of a test source for Preview, and protect previews: they run mappings that nobody has reviewed',
          ),
        ]
      : []),
    ...(idle.length > 0
      ? [
          warn(
            about,
            `${idle.join(', ')}: no meaning on Vercel`,
            'take it away; a Kafka worker needs a machine that stays up ("mapper consume")',
          ),
        ]
      : []),
    ok(
      about,
      'a changed variable counts from the next deployment on; Deployment Protection must let the queue pass (it answers 401 before the webhook sees anything)',
    ),
  ];
}
